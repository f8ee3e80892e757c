"""The chat page: Gradio's chat over the assistant, with the conversation carried by the browser."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import signature
from typing import TYPE_CHECKING, Any

import gradio as gr
from fastapi import FastAPI

from assistant.pages.index_page import IndexPage
from assistant.pages.messages import answer_message, question_message, read_messages, read_turns
from assistant.pages.rendering import render, render_block, view_documents
from assistant.pages.theme import build_theme

if TYPE_CHECKING:
    from assistant.records import Records
    from assistant.records.journal import Journal
    from assistant.service import Assistant
    from assistant.settings import Settings

TITLE = "惠企问答"
PRIVACY = "提问和答复保存{days}天，用于改进答复，届时删除；号码、姓名先行隐去。请勿输入个人信息。"
WORKING = gr.ChatMessage(role="assistant", content='<span class="working">正在查找条款……</span>')
EXAMPLES = 6
CONCURRENT_QUESTIONS = 8
"""Questions answered at a time; more wait in Gradio's queue, in order."""

NO_HISTORY: dict[str, Any] = (
    {"run_history": False} if "run_history" in signature(gr.mount_gradio_app).parameters else {}
)
"""Keeps later releases of Gradio 6 from saving questions in the browser; earlier ones have nothing to turn off."""

# What the browser sends back as the chat's history, and what goes to the text box and the chat.
History = list[dict[str, Any]]
Reply = tuple[str, list[gr.ChatMessage]]


def mount_chat(app: FastAPI, assistant: Assistant, settings: Settings, records: Records) -> None:
    """Mount the chat page on `app` at `/`; routes that are there already keep their addresses."""
    app.add_middleware(IndexPage, root=settings.root_path, header=lambda: render_header(assistant, settings.root_path))
    gr.mount_gradio_app(
        app,
        build_chat(assistant, settings, records.journal),
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


def render_header(assistant: Assistant, root: str) -> str:
    """Return the line at the top: which documents answer, and whether their windows are open today."""
    documents = view_documents(assistant.documents(), root, assistant.today())
    return render("chat_header.html", title=TITLE, documents=documents, root=root)


def build_chat(assistant: Assistant, settings: Settings, journal: Journal) -> gr.Blocks:
    """Return the chat page over `assistant`, whose answers go through the journal."""
    documents = assistant.documents()
    page: gr.Blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_height=True, fill_width=True)
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
            placeholder=render_block("chat_welcome.html", documents=documents),
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
        notes = (assistant.corpus.messages.disclaimer, PRIVACY.format(days=settings.retention_days))
        gr.Markdown(render_block("chat_notes.html", notes=notes), elem_id="notes", sanitize_html=False)
        _bind_events(assistant, journal, settings.root_path, chatbot, question)
    return page


def _bind_events(assistant: Assistant, journal: Journal, root: str, chatbot: gr.Chatbot, question: gr.Textbox) -> None:
    def answer(asked: str, history: History) -> Iterator[Reply]:
        earlier = read_messages(history)
        if not asked.strip():
            yield "", earlier
            return
        shown = [*earlier, question_message(asked)]
        yield "", [*shown, WORKING]
        logged = journal.ask(assistant, asked, read_turns(earlier), None, "page")
        yield "", [*shown, answer_message(logged, assistant.corpus, root)]

    def answer_example(history: History, event: gr.SelectData) -> Iterator[Reply]:
        yield from answer(event.value["text"], history)

    def answer_option(history: History, event: gr.SelectData) -> Iterator[Reply]:
        yield from answer(event.value, history)

    common: dict[str, Any] = {
        "outputs": [question, chatbot],
        "concurrency_limit": CONCURRENT_QUESTIONS,
        "concurrency_id": "answers",
        "show_progress": "minimal",
        # Gradio would build any component that a hostile client names in the history; `read_messages` takes text only.
        "preprocess": False,
        "api_visibility": "private",
    }
    question.submit(answer, [question, chatbot], **common)
    chatbot.example_select(answer_example, [chatbot], **common)
    chatbot.option_select(answer_option, [chatbot], **common)
