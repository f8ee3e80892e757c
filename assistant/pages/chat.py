"""The chat page: Gradio's chat over the assistant, with the conversation carried and kept by the browser.

The browser shows a question at once, sends it with the user's earlier turns, and puts the answer in its place
(`conversation.js`); the server is asked for one answer at a time and holds nothing of the conversation.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from inspect import signature
from typing import TYPE_CHECKING, Any

import gradio as gr
from fastapi import FastAPI
from starlette.routing import Mount

from assistant.pages.index_page import IndexPage
from assistant.pages.messages import Sent, Shown, render_answer
from assistant.pages.rendering import render, render_block, view_documents
from assistant.pages.theme import build_theme

if TYPE_CHECKING:
    from assistant.models import Policy
    from assistant.records import Records
    from assistant.records.journal import Journal
    from assistant.service import Assistant
    from assistant.settings import Settings

TITLE = "惠企问答"
PRIVACY = "提问和答复保存{days}天，用于改进答复，届时删除；号码、姓名先行隐去。请勿输入个人信息。"
KEPT = "对话留在您的浏览器里，下次可接着问；按“新对话”即清除。"
EXAMPLES = 6
MOST_LISTED = 8
"""Documents that the top of the page lists; the others are found on a page of their own."""

NO_HISTORY: dict[str, Any] = (
    {"run_history": False} if "run_history" in signature(gr.mount_gradio_app).parameters else {}
)
"""Keeps later releases of Gradio 6 from saving questions in the browser; earlier ones have nothing to turn off."""


def mount_chat(app: FastAPI, assistant: Assistant, settings: Settings, records: Records) -> FastAPI:
    """Mount the chat page on `app` at `/` and return its app; routes that are there already keep their addresses."""
    app.add_middleware(
        IndexPage,
        root=settings.root_path,
        header=lambda: render_header(assistant, settings.root_path),
        question_limit=settings.question_limit,
    )
    add_answers(app, assistant, records.journal, settings.root_path)
    gr.mount_gradio_app(
        app,
        build_chat(assistant, settings),
        path="/",
        server_name=settings.host,
        server_port=settings.port,
        root_path=settings.root_path or None,
        footer_links=[],
        show_error=False,
        max_file_size=1,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        theme=build_theme(),
        **NO_HISTORY,
    )
    mounted = next(route.app for route in reversed(app.routes) if isinstance(route, Mount) and not route.path)
    assert isinstance(mounted, FastAPI)
    return mounted


def render_header(assistant: Assistant, root: str) -> str:
    """Return the line at the top: which documents answer, and whether their windows are open today."""
    documents = view_documents(assistant.documents(), root, assistant.today())
    return render("chat_header.html", title=TITLE, documents=documents, root=root, most=MOST_LISTED)


def build_chat(assistant: Assistant, settings: Settings) -> gr.Blocks:
    """Return the chat page over `assistant`."""
    documents = assistant.documents()
    page: gr.Blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_height=True, fill_width=True)
    page.app_id = _identify(assistant.corpus.policies)
    with page:
        gr.Markdown(render_block("chat_aside.html", documents=documents), elem_id="clause-aside", sanitize_html=False)
        chatbot = gr.Chatbot(
            elem_id="chat",
            show_label=False,
            label="问答记录",
            autoscroll=False,
            scale=1,
            height=None,
            layout="panel",
            buttons=["copy"],
            latex_delimiters=[],
            placeholder=render_block(
                "chat_welcome.html",
                documents=documents,
                root=settings.root_path,
                checks=bool(assistant.corpus.criteria),
            ),
            examples=[{"text": question} for question in assistant.examples(EXAMPLES)],
        )
        question = gr.Textbox(
            elem_id="question",
            show_label=False,
            label="您的问题",
            placeholder="请输入您的问题",
            lines=1,
            max_lines=6,
            submit_btn="发送",
            autofocus=True,
        )
        notes = (assistant.corpus.messages.disclaimer, KEPT, PRIVACY.format(days=settings.retention_days))
        gr.Markdown(render_block("chat_notes.html", notes=notes), elem_id="notes", sanitize_html=False)
        _bind_events(page, chatbot, question)
    return page


def _identify(policies: Sequence[Policy]) -> int:
    """Return the number by which an open page knows whether it is still that of the server: the same in all workers."""
    named = f"{version('huiqi')} {[policy.meta.model_dump_json() for policy in policies]}"
    return int(sha256(named.encode()).hexdigest()[:12], 16)


def _bind_events(page: gr.Blocks, chatbot: gr.Chatbot, question: gr.Textbox) -> None:
    """Let the browser show a question, fetch its answer, and show that or why there is none.

    Gradio's queue would take three requests for an answer, cover the button with a clock meanwhile, and tell faults in
    English; so its events stay in the browser, which asks the route of `add_answers`.
    """
    go = gr.Button("发送所选问题", visible="hidden", elem_id="go")
    renew = gr.Button("新对话", visible="hidden", elem_id="renew")
    shown: Any = [question, chatbot]
    sent = gr.on([question.submit, go.click], None, shown, shown, js=_call("send"))
    sent.then(None, shown, shown, js=_call("answer"))
    renew.click(None, [], shown, js=_call("renew"))
    page.load(None, [], [chatbot], js=_call("restore"))


def add_answers(app: FastAPI, assistant: Assistant, journal: Journal, root: str) -> None:
    """Add the route that answers the page's questions, through the journal."""

    @app.post("/chat/answer", include_in_schema=False)
    def answer(sent: Sent) -> Shown:
        logged = journal.ask(assistant, sent.question, sent.turns, None, "page")
        if logged.answer.status == "error":
            return Shown(fault=logged.answer.text)
        return Shown(content=render_answer(logged, assistant.corpus, root))


def _call(name: str) -> str:
    """Return the script of an event: a function of `conversation.js`, which finds it by this very text."""
    return f"conversation.{name}"
