"""What axe finds on a page that somebody can't see, read or reach (decision 42)."""

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

_STILL = "*, ::before, ::after { animation: none !important; transition: none !important; }"


async def found_by_axe(page: Page) -> list[str]:
    """Each violation as a line: what is wrong, where, and how it looks."""
    await page.emulate_media(reduced_motion="reduce")
    results = await Axe().run(page)
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))} {node['html'][:120]} {_why(node)}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


def _why(node: dict[str, list[dict[str, str]]]) -> str:
    return "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])
