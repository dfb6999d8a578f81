"""Sentences of the readers in Chinese, by key; see ``sentences``."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "did-you-mean": "是否想写：{names}？",
        "no-such-file": "没有这个文件或文件夹：{file}。请核对路径。",
        "dangling-link": "{file} 是一个链接，它指向的文件不存在。请核对链接，或直接写那个文件。",
        "no-wildcards": (
            "没有名为 {file} 的文件；* 和 ? 在这里不能代表别的字。"
            "请写文件夹（检查其中全部数据文件），或逐个写文件名。"
        ),
        "no-regular-file": "{file} 不是普通文件，无法读取。请写数据文件或文件夹。",
        "empty-file": "{file} 是空文件（0 字节）。请重新导出或另存。",
        "changed": (
            "检查的时候，别的程序改动了 {file}，读到的内容前后不是同一份。"
            "请等它写完，再检查一次。"
        ),
        "cannot-open": "打不开 {file}：{why}。请核对这个文件和它所在的磁盘或网络，再检查一次。",
        "no-access": (
            "打不开 {file}：没有读的权限，或者别的程序占用了它。"
            "请核对它和所在文件夹的权限，关闭正在使用它的程序。"
        ),
        "unknown-format": (
            "不认识 {file} 的格式。可读取：xlsx、csv、tsv、txt、json、jsonl、yaml。"
            "请在原来的程序里另存为（导出为）其中一种；只是缺扩展名的，请补上。"
        ),
        "no-data": (
            "{file} 里没有可读取的数据文件（xlsx、csv、json、jsonl、yaml）；"
            "下一层的文件夹不看。"
        ),
        "no-sheets": "{file} 里没有内容：工作表都是空的，或者只有图表。请核对文件。",
        "nothing-matches": (
            "没有一份数据能对应到数据表（共看了 {count} 处）。{file}："
        ),
        "name-the-table": (
            "名称和表头都对应不到数据表。请用表号命名文件或工作表（如“表6”），"
            "表头照印本的名称写，或用 --table 指定。"
        ),
        "table-unknown": "没有名为“{table}”的数据表。",
        "table-ambiguous": "“{table}”可以指多个数据表：{names}。请写完整编号。",
        "file-left-out": (
            "名称像数据表，但文件夹里的这种文件不读。是数据的，请先另存为 xlsx 或 csv"
            "（压缩包先解压）；不是数据的，可以不管。"
        ),
        "link-left-out": "这是一个链接，它指向的文件不存在，未读取。请核对链接。",
        "folder-left-out": (
            "下一层的文件夹不看：里面名称像数据表的 {count} 个文件（{name} 等）未读取。"
            "是要提交的数据，请移到上一层，或把这个文件夹也写在命令里。"
        ),
        "sheet-empty": "没有内容。",
        "sheet-hidden": "这是隐藏的工作表，未读取。需要检查时请取消隐藏。",
        "sheet-report": "这是检查报告，不是数据，未读取。",
        "blank-lines": (
            "前 {lines:,} 行里几乎都是空行，没有找到表头，后面没有再看。请删去表头前面的空行。"
        ),
        "no-records": "这里应是若干条记录的列表，却没有记录，未读取。",
        "sheet-unmatched": (
            "名称和表头都对应不到数据表，未读取。是数据的，请用表号命名（如“表6”），"
            "或用 --table 指定；是说明的，可以不管。"
        ),
        "not-in-force": (
            "这是 {table} 的数据；按规则日期，这张表没有有效的版本，没有检查。"
        ),
        "sheet-unmatched-headers": (
            "对应不到数据表：最接近的是 {table}，{count} 个表头里认出 {known} 个。"
            "请核对表头，或用 --table 指定。"
        ),
        "sheet-not-wanted": (
            "名称和表头都不像 --table 指定的 {table}，未读取。确是这张表的，请用表号命名。"
        ),
        "sheet-not-wanted-headers": (
            "不像 --table 指定的 {table}：{count} 个表头里只认出 {known} 个，未读取。"
            "确是这张表的，请核对表头，并用表号命名。"
        ),
        "sheet-turned": (
            "像是横竖颠倒的 {table}：数据项的名称竖着写在 {column} 列，未读取。是数据的，"
            "请转置成一行表头、下面一行一条记录，并用表号命名；是填写说明的，可以不管。"
        ),
        "sheet-glued": (
            "像是 {table}，但各列挤在一格里，没有分开（中间是“{mark}”），未读取。"
            "请在 Excel 里用“数据”里的“分列”分开，并用表号命名。"
        ),
        "sheet-ambiguous": (
            "表头同时符合多个数据表：{names}。请用表号命名，或用 --table 指定。"
        ),
        "json-broken": "{file} 第 {line} 行第 {column} 列起不是合法的 JSON。"
        "多半是这里或前面多了、少了逗号、引号或括号，或者用了中文标点；"
        "请更正，或重新导出。",
        "json-lines": (
            "{file} 第 {line} 行第 {column} 列又开始了一条记录，前面没有用方括号和逗号连起来。"
            "一行一条记录的，请把扩展名改成 jsonl；否则请把各条记录放进一对方括号，用逗号隔开。"
        ),
        "json-whole": (
            "{file} 是普通的 JSON，不是一行一条记录。请把扩展名改成 json；"
            "有好几条记录的，要放在一对方括号里，用逗号隔开。"
        ),
        "json-inner": (
            "记录还在里面一层的“{name}”里，未读取。请把这个列表移到最外层，"
            '或直接放在表号下面，如 {{"表6": [...]}}。'
        ),
        "json-deep": "{file} 的括号嵌套太深，无法读取。请核对括号是否配对，或重新导出。",
        "json-members": "{file} 最外层的成员超过 {limit} 个，既不是记录也不是数据表。请按记录重新导出。",
        "yaml-broken": "{file} 第 {line} 行起不是可读取的 YAML：",
        "workbook-as-text": "{file} 的内容是工作簿，不是文本。请把扩展名改回 xlsx，或在 Excel 中另存为“CSV UTF-8”。",
        "xlsx-no-workbook": "{file} 不是 xlsx 工作簿。请在 Excel 中另存为 xlsx。",
        "xlsx-old-or-encrypted": (
            "{file} 是旧格式或加密的工作簿。请在 Excel 中打开（去掉密码），"
            "另存为 xlsx。"
        ),
        "xlsx-under-another-ending": (
            "{file} 的内容是 xlsx 工作簿，扩展名却不是。请把扩展名改成 xlsx。"
        ),
        "held-open": (
            "{file} 是 Office 打开文件时放在旁边的临时文件，不是数据。"
            "请不要给它，给名称里没有 ~$ 的那个文件。"
        ),
        "text-as-workbook": (
            "{file} 的内容是文本，不是工作簿。请把扩展名改成 csv，"
            "或在 Excel 中打开，另存为 xlsx。"
        ),
        "web-page-as-workbook": (
            "{file} 的内容是网页，不是工作簿（有的系统这样导出）。"
            "请在 Excel 中打开，另存为 xlsx。"
        ),
        "web-page-as-text": (
            "{file} 的内容是网页，不是数据（有的系统这样导出，也可能是登录页或出错页）。"
            "请在 Excel 中打开看看，是数据的另存为 xlsx。"
        ),
        "xml": (
            "{file} 的内容是 XML（有的系统把“XML 表格”当作工作簿导出）。"
            "请在 Excel 中打开，另存为 xlsx。"
        ),
        "json-as-text": "{file} 的内容是 JSON，不是表格。请把扩展名改成 json。",
        "media-as-text": (
            "{file} 的内容是 PDF 或图片，不是数据。请提交填有数据的 xlsx 或 csv。"
        ),
        "no-text": (
            "{file} 的内容不是文本，或者编码认不出来（例如没有 BOM 的 UTF-16、UTF-32）。"
            "请在原来的程序里另存为 xlsx，或另存为“CSV UTF-8”。"
        ),
        "archive": "{file} 是压缩包。请先解压，再检查解压出来的文件或文件夹。",
        "parquet-broken": (
            "{file} 不是完好的 Parquet 文件（可能没有写完或传完），或者有一列的类型读不了。"
            "请重新导出或传送，再检查一次。读它的 Polars 说：{why}"
        ),
        "xlsx-broken": "工作簿 {file} 已损坏。请在 Excel 中打开并另存为 xlsx。",
        "xlsx-doctype": "工作簿 {file} 含有不允许的文档类型声明，拒绝读取。请在 Excel 中打开，另存为 xlsx。",
        "limit-file_bytes": "{file} 超过 {limit} 字节的上限。请拆分后再检查。",
        "limit-unzipped_bytes": "{file} 解压后超过 {limit} 字节的上限，拒绝读取。请拆分后再检查。",
        "limit-zip_ratio": "{file} 的压缩比超过 {limit}，像是压缩炸弹，拒绝读取。确实是您的数据，请另存为 csv 再检查。",
        "limit-zip_entries": "{file} 里的文件超过 {limit} 个，拒绝读取。请在 Excel 中打开，另存为 xlsx。",
        "limit-cells": "{file} 的单元格超过 {limit} 个的上限。请拆分后再检查。",
        "limit-columns": (
            "{file} 的列数超过 {limit} 的上限。多半是横竖颠倒了（一条记录占了一列），"
            "或者行尾有多余的分隔符；请一条记录一行，并删去多余的列。"
        ),
        "limit-text_chars": (
            "{file} 里有超过 {limit} 个字符的单元格、行或记录。"
            "多半是引号、括号没有配对，或者各行没有换行；请更正，或重新导出。"
        ),
        "limit-seconds": "读取 {file} 超过 {limit} 秒的上限。请拆分后再检查。",
    }
)
