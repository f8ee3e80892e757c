"""What users would pick instead, set up as its own introduction says, for Chinese."""

from __future__ import annotations

from pathlib import Path

from benchmarks.outside import DEEPEST, Data, Search

CHUNK, OVERLAP = 500, 50
DIMENSIONS = 512


def build_words(data: Data, _folder: Path) -> Search:
    """Index the documents with bm25s over jieba's words, everything else as it comes."""
    import bm25s
    import jieba

    index = bm25s.BM25()
    index.index([jieba.lcut(document.whole) for document in data.documents], show_progress=False)
    ids = [document.id for document in data.documents]

    def search(text: str) -> list[str]:
        words = [word for word in jieba.lcut(text) if word in index.vocab_dict]
        found, _ = index.retrieve([words], k=min(DEEPEST, len(ids)), show_progress=False)
        return [ids[i] for i in found[0]]

    return search


def build_ensemble(data: Data, _folder: Path) -> Search:
    """Index chunks with LangChain's EnsembleRetriever over FAISS and BM25, at equal weights (extra `bench`).

    No model hub is at hand here, so FAISS holds hashed characters and bigrams, as a user without one could do.
    """
    import jieba
    from langchain_classic.retrievers import EnsembleRetriever
    from langchain_community.retrievers import BM25Retriever
    from langchain_community.vectorstores import FAISS
    from langchain_core.documents import Document as Chunk
    from langchain_core.embeddings import Embeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter
    from sklearn.feature_extraction.text import HashingVectorizer

    hashing = HashingVectorizer(analyzer="char", ngram_range=(1, 2), n_features=DIMENSIONS, alternate_sign=True)

    class Hashed(Embeddings):
        """Hashed characters and bigrams."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return hashing.transform(texts).toarray().tolist()

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK, chunk_overlap=OVERLAP, separators=["\n", "。", "；", "，", ""]
    )
    texts = [Chunk(page_content=document.whole, metadata={"id": document.id}) for document in data.documents]
    chunks = splitter.split_documents(texts)
    words = BM25Retriever.from_documents(chunks, preprocess_func=jieba.lcut, k=DEEPEST)
    vectors = FAISS.from_documents(chunks, Hashed()).as_retriever(search_kwargs={"k": DEEPEST})
    ensemble = EnsembleRetriever(retrievers=[words, vectors], weights=[0.5, 0.5])

    def search(text: str) -> list[str]:
        return list(dict.fromkeys(chunk.metadata["id"] for chunk in ensemble.invoke(text)))[:DEEPEST]

    return search
