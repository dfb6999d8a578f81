"""对写规则的人说的话：规则之间的毛病、用例、覆盖情况，中文。"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.catalogue import Templates

PROBLEMS: Templates = {
    "E501": (
        "{box}，例如 {witness}：没有一行。",
        "补上这一行，或者改相邻一行的范围；本来就不该有的，改 covers:。",
    ),
    "E502": (
        "{box}，例如 {witness}：这一行（{found}）与第 {line} 行的 {other} 同时适用。",
        "改其中一行的范围，使每个值只有一行。",
    ),
    "E503": (
        "这一行（{found}）永远轮不到：前面的 {by} 已经包下了它的全部输入。",
        "删掉这一行，或者把它移到前面。",
    ),
    "E504": (
        "这一行（{found}）与 {other} 结果相同，可以并成一行：{box}。",
        "并成一行；要照原文分开写，就在其中一行的 note: 里说明。",
    ),
    "E505": (
        "输入“{found}”没有写 covers: 或 values:，无法证明没有遗漏。",
        "写上它可能的值，例如 covers: '>= 1'。",
    ),
    "E506": (
        "“{found}”的行把输入切得太碎，遗漏和重叠没有全部列出。",
        "先改已列出的；改后仍是这样，就把这张表拆成几张。",
    ),
    "E508": (
        "这一行（{found}）永远不会适用：它的值不在可取范围之内（{asked}）。",
        "改正这一格，或者改 covers:、values:。",
    ),
    "E509": (
        "这一行（{row}）写的“{found}”不在“{name}”的 values: 里，永远不会遇到。",
        "{near}改正这一格，或者补进 values:。",
    ),
    "E510": (
        "{id}：{what}总是成立，等于没有写。",
        "对照条文改正；确实不需要就删掉。",
    ),
    "E511": (
        "{id}：{what}不可能成立。",
        "对照条文改正，常见的是写反了大小于号，或者把“或”写成了“且”。",
    ),
    "E512": (
        "{found} 与第 {line} 行的 {other} 互相矛盾：没有一条记录能同时满足两者。",
        "对照条文改正其中一条；只在某些情况下适用的，写上 when:。",
    ),
    "E513": (
        "“{name}”不可能是“{found}”，它的值域里没有这个值。",
        "{near}值域：{wanted}。",
    ),
    "E514": (
        "“{found}”在同一种情况下既必填又不应填。",
        "改正 required: 或 forbidden: 的条件。",
    ),
    "E515": (
        "“{text}”的单位是“{found}”，与它相加、相比或要它的那一项却是“{wanted}”。",
        "换算成同一个单位；单位写错的，改 unit:；本来就可以直接相比的，在这一步的 note: 里说明。",
    ),
    "E520": (
        "代码 {code_} 与第 {line} 行的 {other} 名称相同：{found}。",
        "核对原表；确实同名的，在名称里写出区别。",
    ),
    "E521": (
        "代码 {code_} 的别名“{found}”也是 {other} 的名称或别名，分不清指哪一个。",
        "去掉一个别名。",
    ),
    "E522": (
        "代码 {found}（层级“{level}”）的上级应在层级“{wanted}”，层级之间缺了一层。",
        "改正 parent: 或 level:，或补上中间一层的代码。",
    ),
    "E523": (
        "标题 {found} 下面没有代码。",
        "补上下级代码，或删掉这个标题。",
    ),
    "E530": (
        "“{found}”可以有两种拆法：{one}；或者 {other}。",
        "给其中一段定长、加分隔符，或缩小它的字符范围。",
    ),
    "E540": (
        "“{name}”的格式 {found} 比值域里最长的值（{longest} 个字符）宽得多。",
        "缩短格式；原文就是这样印的，请在 note: 里说明，或在 document.yaml 里记一条勘误。",
    ),
    "E541": (
        "“{name}”的格式 {found} 容不下{texts}，例如 {code_}。",
        "改正格式，或者核对代码表、编号规则。",
    ),
    "E550": ("“{found}”没有写依据的条款。", "补上 clauses:。"),
    "E551": (
        "条款“{found}”既没有执行它的规则，也没有写理由。",
        "写上 rules:；不用规则执行的，用 why: 写明原因。",
    ),
    "E552": (
        "没有条款“{found}”。",
        "{near}条款都列在 clauses.yaml 里；几条之间用半角逗号和空格隔开。",
    ),
    "E553": ("条款“{clause}”说由“{found}”执行，但没有这条规则。", "{near}"),
    "E554": ("条款编号“{found}”用了两次，前一次在第 {line} 行。", "换一个编号。"),
    "E555": (
        "这份条款清单写的规则包是“{found}”，它所在的规则包是“{wanted}”。",
        "document: 改成“{wanted}”；是从别处复制来的，请核对每一条。",
    ),
    "E560": ("编号“{found}”用了两次，前一次在第 {line} 行。", "换一个编号。"),
    "E561": (
        "编号“{found}”已经停用（{since}，见 document.yaml 第 {line} 行），不能再用。",
        "换一个新编号：旧报告里的这个编号指的是从前的规则。",
    ),
    "E562": (
        "序号{no} 与序号{other} 都可以叫“{found}”，分不清指哪一个。",
        "改其中一个的 alias: 或 corrected:。",
    ),
    "E570": (
        "“{found}”没有用例文件。",
        "在旁边写一个 .cases.yaml，至少一个违反、一个不违反。",
    ),
    "E571": (
        "没有一个用例违反“{found}”，不知道它到时会不会报出来。",
        "在用例文件里加一个违反它的用例，expect: 里写上这个编号。",
    ),
    "E572": (
        "每个用例都违反“{found}”，不知道它会不会放过合格的。",
        "加一个不违反它的用例。",
    ),
    "E573": ("没有用例用到“{found}”这一行。", "加一个输入落在这一行的用例。"),
    "E574": (
        "用例“{name}”说应报出“{found}”，但没有这条规则。",
        "{near}改正 expect: 里的编号；规则已经删掉的，用例也一起改。",
    ),
    "E575": (
        "用例写的是“{found}”，但没有这个表、决策、计算、编号规则或代码表。",
        "{near}",
    ),
    "E576": (
        "{found}：没有用例试过“{name}”在分界处的值：{values}。",
        "分界两边各加一个用例。",
    ),
    "E577": (
        "用例“{found}”在这个文件里写了两次，前一次在第 {line} 行。",
        "多半是复制后忘了改；两个都要的，换一个名称。",
    ),
    "E578": (
        "用例“{name}”里的“{found}”在这里用不着，写了也不核对。",
        "这种规则的用例可以写：{wanted}。",
    ),
    "E579": (
        "用例“{name}”的 {section}: 里写了“{found}”，但这条规则得不出它。",
        "{near}可以写：{wanted}。",
    ),
    "E580": (
        "文件“{found}”没有读：只读扩展名是 .yaml 的文件。",
        "改名为“{wanted}”；不要的请移到别的文件夹。",
    ),
    "E581": (
        "文件夹“{found}”里的规则文件没有读：规则文件都放在 document.yaml 旁边。",
        "移到上一层；不要的请移到别处。另一份文件的规则放在并列的文件夹里。",
    ),
    "E587": (
        "“{found}”的规则用到规则日期，用例“{name}”没有写日期，结果会随运行的日期变。",
        "在文件开头或者用例里写上 as-of:，例如 as-of: 2026-01-31。",
    ),
    "E588": (
        "“{found}”是一个值：里面的全角标点也算它的字。",
        "几个值之间用半角逗号和空格，两边不写引号；确实就是这一个值的，加半角双引号。",
    ),
    "E589": (
        "代码“{found}”里有全角的引号、数字或字母，数据里照常写的代码与它不同。",
        "改成半角的；引号用半角双引号，它不算代码的字。",
    ),
    "E590": (
        "“{found}”里的全角引号、数字或字母也算它的字，报告和编号里会照样写出来。",
        "改成半角的，两边不写全角引号；引号确实是它的字的，整个再加半角双引号。",
    ),
}
NO_ROOM = {
    "codes": "代码表里的 {count} 个代码",
    "examples": "编号规则的 {count} 个正确例子",
}

WORDS: Mapping[str, str] = {
    "any-input": "任何输入",
    "one-of": "{name} 是 {values} 之一",
    "none-of": "{name} 不是 {values}",
    "is": "{name} = {values}",
    "is-not": "{name} ≠ {values}",
    "codes-of-list": "代码表“{title}”（{id}）里的代码",
    "the-guard": "条件 when ",
    "the-condition": "条件 must ",
    "the-obligation": "必填或不填的条件",
    "cases.none": "没有用例：什么也没有试，不能当作通过。用例写在规则文件旁边的“规则名.cases.yaml”里；ruleengine new 写出的样板带有用例，可以照着写；ruleengine coverage 列出哪些规则没有用例。",
    "cases.fine": "{total} 个用例，全部相符。",
    "cases.failed": "{total} 个用例，{failed} 个不符。",
    "case.heading": "{place}  不符  {of}：{name}",
    "case.derivation": "实际的推算和发现：",
    "differs.expect": "应报出而没有报出：{expected}；没有要求却报出：{found}",
    "differs.outputs": "输出 {name}：应为 {expected}，得到 {found}",
    "differs.steps": "步骤 {name}：应为 {expected}，得到 {found}",
    "differs.parts": "{name} 这一段：应为 {expected}，得到 {found}",
    "differs.entry": "代码表里的 {name}：应为 {expected}，得到 {found}",
    "differs.fix": "建议的改法：应为 {expected}，得到 {found}",
    "differs.not-checked": "{expected} 应列在“没有检查的”里，却检查了",
    "differs.undecided": "条件算不出来，也没有写进 not-checked：{found} {why}",
    "differs.run": "这个用例无法运行：{why}",
    "update.would": "以下用例的期望值会改写（共 {count} 处）：",
    "update.confirm": "还没有改写。逐处看过、确认是规则对而用例旧了，再加 --yes 运行。",
    "update.done": "已改写 {count} 处。",
    "update.left": "这个用例要由人来改：{place}",
    "update.none": "没有可以改写的。",
    "comma": "，",
    "coverage.heading": "{pack}：{percent}%",
    "coverage.clauses": "条款",
    "coverage.of-data": "可由数据判定的 {all} 条，已执行 {have} 条",
    "coverage.rules": "规则（违反时报、不违反时不报）",
    "coverage.rows": "决策表的行",
    "coverage.edges": "分界的两边",
    "coverage.cases": "用例",
    "coverage.failed": "，{count} 个不符",
    "state.enforced": "已执行 {count} 条",
    "state.open": "未执行 {count} 条",
    "state.declared": "凭声明 {count} 条",
    "state.human": "由人判断 {count} 条",
    "state.background": "说明和背景 {count} 条",
    "missing.clauses": "可由数据判定、没有规则的条款（{count}）：",
    "missing.unknown": "引用了不存在的规则的条款（{count}）：",
    "missing.fires": "没有用例违反的规则（{count}）：",
    "missing.silent": "每个用例都违反的规则（{count}）：",
    "missing.rows": "没有用例用到的行（{count}）：",
    "missing.edges": "没有用例试过的分界值（{count}）：",
    "page.title": "规则的覆盖情况",
    "page.clause": "条款",
    "page.place": "位置",
    "page.state": "状态",
    "page.gist": "大意",
    "page.by": "执行它的规则或理由",
    "page.rule": "规则",
    "page.fires": "违反它的用例",
    "page.silent": "不违反的用例",
    "page.row": "行",
    "page.hits": "用到它的用例",
    "page.missing": "缺少的",
    "page.nothing": "没有缺少的。",
    "state-name.enforced": "已执行",
    "state-name.open": "未执行",
    "state-name.declared": "凭声明",
    "state-name.human": "由人判断",
    "state-name.background": "说明和背景",
    "new.exists": "已经有文件“{file}”，没有改动它；请换一个编号。",
    "new.kind": "不能新建“{kind}”；可以写：{wanted}。",
    "new.id": "“{id}”不能作编号；编号由字母、数字和横线组成，以字母开头，如 staff-days、T18。",
    "new.reserved": "“{id}”不能作编号：它的文件会被当作规则包的说明或条款；不能用的编号：{words}。",
    "new.folder": "“{folder}”不是文件夹。",
}
