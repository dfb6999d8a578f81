"""protovalidate: messages with rules in their descriptor, made from the columns."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benchmarks.runner import Runner
from benchmarks.tables import BOTH_OR_NEITHER, TABLE_6

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from benchmarks.tables import Column, Level


class Protovalidate(Runner):
    """One message class, all faults of a record; a record becomes a message first."""

    name = package = "protovalidate"
    note = "a record is copied into a message first"
    level: Level = "plain"

    def setup(self) -> None:
        import protovalidate

        self.message = _message_class(_proto(self.level))
        self.violations = protovalidate.Validator().collect_violations

    def check(self, data: Any) -> Collection[int]:
        faulty = set()
        for number, record in enumerate(data, 1):
            # In a message an empty text counts as absent, as it does for the table.
            filled = {key: text for key, text in record.items() if text}
            if self.violations(self.message(**filled)):
                faulty.add(number)
        return faulty


class ProtovalidateGb(Protovalidate):
    """With the characters held to GB 2312."""

    level = "gb2312"


def _proto(level: Level) -> str:
    """Return the text of a ``.proto`` file for table 6."""
    columns = enumerate(TABLE_6, 1)
    fields = "\n".join(
        f"  optional string {column.key} = {number} [{_rules(column, level)}];"
        for number, column in columns
    )
    pairs = "\n".join(
        f'  option (buf.validate.message).cel = {{id: "pair{at}" message: "pair" '
        f'expression: "has(this.{one}) == has(this.{other})"}};'
        for at, (one, other) in enumerate(BOTH_OR_NEITHER)
    )
    return (
        'syntax = "proto3";\nimport "buf/validate/validate.proto";\n'
        f"message Result {{\n{pairs}\n{fields}\n}}\n"
    )


def _rules(column: Column, level: Level) -> str:
    return ", ".join(_each_rule(column, level))


def _each_rule(column: Column, level: Level) -> Iterator[str]:
    if column.required:
        yield "(buf.validate.field).required = true"
    for value in column.values:
        yield f'(buf.validate.field).string.in = "{value}"'
    if column.form == "text":
        yield f"(buf.validate.field).string.max_len = {column.most}"
    if regex := column.regex(level):
        escaped = regex.replace("\\", "\\\\").replace('"', '\\"')
        yield f'(buf.validate.field).string.pattern = "{escaped}"'


def _message_class(proto: str) -> Any:
    """Compile a ``.proto`` text, as its author would with protoc, and load the class."""
    from google.protobuf import (
        descriptor_pb2,
        descriptor_pool,
        duration_pb2,
        field_mask_pb2,
        message_factory,
        timestamp_pb2,
    )
    from grpc_tools import protoc
    from protovalidate._gen.buf.validate import validate_pb

    with TemporaryDirectory() as name:
        folder = Path(name)
        known = descriptor_pb2.FileDescriptorSet()
        for module in (descriptor_pb2, duration_pb2, field_mask_pb2, timestamp_pb2):
            known.file.add().ParseFromString(module.DESCRIPTOR.serialized_pb)
        known.file.add().ParseFromString(validate_pb.desc().proto.to_binary())
        (folder / "known.binpb").write_bytes(known.SerializeToString())
        (folder / "result.proto").write_text(proto, "utf-8")
        code = protoc.main(
            [
                "protoc",
                f"--proto_path={folder}",
                f"--descriptor_set_in={folder / 'known.binpb'}",
                f"--descriptor_set_out={folder / 'out.binpb'}",
                "--include_imports",
                "result.proto",
            ]
        )
        assert code == 0, proto
        made = descriptor_pb2.FileDescriptorSet()
        made.ParseFromString((folder / "out.binpb").read_bytes())
    pool = descriptor_pool.DescriptorPool()
    for file in made.file:
        pool.Add(file)
    found = pool.FindMessageTypeByName("Result")
    return message_factory.GetMessageClass(found)
