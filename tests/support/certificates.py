"""A certificate as somebody is given one, in three languages."""

from datetime import UTC, datetime
from typing import Any, Final

from volunteering.rules.volunteers import Language
from words.certificates import CertificatePaper, EmbeddedFile
from words.papers import PaperColumn, PaperTable

NUMBER: Final = "7K3M-9QFD-2XWB"
ADDRESS: Final = f"https://yigong.example.org/verify/{NUMBER}"
SIGNED: Final = '{"name":"李㐂𠮷","number":"7K3M9QFD2XWB"}'.encode()
SIGNATURE: Final = bytes(range(64))

_TEXTS: Final = {
    Language.ENGLISH: {
        "title": "Certificate of voluntary service",
        "facts": ("Name", "Volunteer number", "Period", "Hours in all"),
        "values": ("1042", "1 Jan 2024 – 30 Nov 2026", "142.5 hours"),
        "columns": ("Activity", "Date", "Place", "What was done", "Hours", "Unit", "Responsible"),
        "row": ("River clean-up “Blue Week”", "5 Dec 2026", "East Gate Bridge", "Litter along it", "3.5", "Youth Team"),
        "service": "Service", "training": "Training", "trained": ("First aid", "1 Mar 2026", "passed"),
        "issued": ("Taizhou Volunteers’ Association", "30 November 2026"),
        "check": f"To check it: {ADDRESS}, or send /verify {NUMBER} to the bot.",
        "claims": "It claims no official standing: it says what the issuing unit has recorded.",
        "numbered": "Page {page} of {pages}", "rest": "{count} more lines are in the PDF.",
        "absent": "〓 stands for a character that no font here has: {codes}",
    },
    Language.SIMPLIFIED: {
        "title": "志愿服务证明",
        "facts": ("姓名", "义工编号", "服务期间", "总时长"),
        "values": ("1042", "2024年1月1日至2026年11月30日", "142.5小时"),
        "columns": ("活动", "日期", "地点", "服务内容", "时长", "单位", "负责人"),
        "row": ("“碧水行动”河道清洁", "2026年12月5日", "东门桥", "沿岸捡拾垃圾，共42袋", "3.5", "椒江青年志愿服务队"),
        "service": "服务记录", "training": "培训", "trained": ("急救培训", "2026年3月1日", "通过"),
        "issued": ("台州市义工协会", "2026年11月30日"),
        "check": f"查验：打开 {ADDRESS} ，或向机器人发送 /verify {NUMBER}。",
        "claims": "本证明不具有官方效力，只说明出具单位所记录的内容。",
        "numbered": "第{page}页，共{pages}页", "rest": "另有{count}行，见PDF。",
        "absent": "〓代表字库里没有的字：{codes}",
    },
    Language.TRADITIONAL: {
        "title": "志願服務證明",
        "facts": ("姓名", "義工編號", "服務期間", "總時數"),
        "values": ("1042", "2024年1月1日至2026年11月30日", "142.5小時"),
        "columns": ("活動", "日期", "地點", "服務內容", "時數", "單位", "負責人"),
        "row": ("「碧水行動」河道清潔", "2026年12月5日", "東門橋", "沿岸撿拾垃圾，共42袋", "3.5", "椒江青年義工隊"),
        "service": "服務紀錄", "training": "訓練", "trained": ("急救訓練", "2026年3月1日", "通過"),
        "issued": ("台州市義工協會", "2026年11月30日"),
        "check": f"查驗：開啟 {ADDRESS} ，或傳送 /verify {NUMBER} 給機器人。",
        "claims": "本證明不具官方效力，只說明出具單位所記錄的內容。",
        "numbered": "第{page}頁，共{pages}頁", "rest": "另有{count}列，見PDF。",
        "absent": "〓代表字型裡沒有的字：{codes}",
    },
}  # fmt: skip

_WIDTHS: Final = (None, 26, 26, 34, 14, 28, 24)


def certificate(
    language: Language = Language.SIMPLIFIED, rows: int = 3, name: str = "李㐂𠮷", **changes: Any
) -> CertificatePaper:
    texts: dict[str, Any] = _TEXTS[language]
    columns = [PaperColumn(head, width) for head, width in zip(texts["columns"], _WIDTHS, strict=True)]
    lines = [(*texts["row"], f"Nguyễn Đức {at}" if at % 2 else f"堃 {at}") for at in range(1, rows + 1)]
    training = [PaperColumn("", 60), PaperColumn("", 60), PaperColumn("")]
    given = {
        "language": language,
        "title": texts["title"],
        "facts": list(zip(texts["facts"], (name, *texts["values"]), strict=True)),
        "sections": [
            PaperTable(columns, lines, title=texts["service"]),
            PaperTable(training, [texts["trained"]], title=texts["training"]),
        ],
        "issued": texts["issued"],
        "number": NUMBER,
        "code": ADDRESS,
        "code_says": "QR",
        "check": [texts["check"], texts["claims"]],
        "attached": [
            EmbeddedFile("certificate.json", SIGNED, "What was signed", "application/json"),
            EmbeddedFile("certificate.sig", SIGNATURE, "The signature of it"),
        ],
        "author": texts["issued"][0],
        "foot": f"{texts['issued'][0]} · {NUMBER}",
        "numbered": texts["numbered"],
        "rest": texts["rest"],
        "absent": texts["absent"],
        "at": datetime(2026, 11, 30, 1, 2, 3, 4, tzinfo=UTC),
    }
    return CertificatePaper(**{**given, **changes})
