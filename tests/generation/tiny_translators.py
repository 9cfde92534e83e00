"""Small, real translation models of three families: tokenizer trained here, weights too, saved as the hub would have them."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from generation.claims import attribute
from generation.contract import Brief, Claim, Content, Facts, Original
from tests.generation.tiny_models import THINGS, answer_of, facts_of

FIRST_HEIGHT = 12  # cm, of the first thing; each further one is a centimetre higher, so that little must be learnt
_RATE = 0.005
CODES = {"en": "eng_Latn", "zh-Hans": "zho_Hans"}


def facts_about(locale: str, thing: int) -> Facts:
    thing %= len(THINGS[locale])
    return facts_of(*THINGS[locale][thing], FIRST_HEIGHT + thing)


def texts_of(locale: str, thing: int) -> list[str]:
    """Sentences and entries, in the same order in both languages."""
    facts = facts_about(locale, thing)
    description = answer_of("description", locale, facts)["description"]
    end = "。" if locale == "zh-Hans" else ". "
    first, second = (part.strip(" .。") + end.strip() for part in description.split(end, 1))
    seo = answer_of("seo", locale, facts)
    title = answer_of("title", locale, facts)["title"]
    return [title, *answer_of("bullets", locale, facts)["bullets"], first, second, *seo["keywords"]]


def lessons() -> Iterator[tuple[str, str, str, str]]:
    """(from, to, text, its translation); the brand as itself, and hidden behind a sign."""
    for thing in range(len(THINGS["en"])):
        for one, other in zip(texts_of("en", thing), texts_of("zh-Hans", thing), strict=True):
            for sign in ("Norra", "XQA"):
                yield "en", "zh-Hans", one.replace("Norra", sign), other.replace("Norra", sign)
                yield "zh-Hans", "en", other.replace("Norra", sign), one.replace("Norra", sign)


def original_of(kind: str, locale: str, facts: Facts) -> Original:
    """The good answer in `locale`, as if it were approved, with its ledger."""
    given = answer_of(kind, locale, facts)
    fields = {name: value if isinstance(value, str) else tuple(value) for name, value in given.items()}
    claims: tuple[Claim, ...] = attribute(Content(fields), facts, locale)
    return Original("7", locale, fields, claims)


def brief_of(kind: str = "title", locale: str = "zh-Hans", thing: int = 0, **more: Any) -> Brief:
    """A brief to translate into `locale`."""
    source = "en" if locale == "zh-Hans" else "zh-Hans"
    facts = facts_about(source, thing)
    return Brief(kind, locale, facts, original=original_of(kind, source, facts), **more)


def build_nllb(folder: Path, steps: int = 0) -> Path:
    """A model with a token for each language, as NLLB has them; with `steps` it has learnt to translate the lessons."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import NllbTokenizer

    raw = Tokenizer(models.BPE(unk_token="<unk>"))
    raw.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    trainer = trainers.BpeTrainer(vocab_size=400, special_tokens=["<s>", "<pad>", "</s>", "<unk>"], show_progress=False)
    raw.train_from_iterator(sorted({text for _, _, *texts in lessons() for text in texts}), trainer)
    learnt = json.loads(raw.to_str())["model"]
    merges = [tuple(pair) for pair in learnt["merges"]]
    tokenizer = NllbTokenizer(
        vocab=learnt["vocab"], merges=merges, additional_special_tokens=list(CODES.values()), src_lang="eng_Latn"
    )
    tokenizer.model_max_length = 128
    tokenizer.save_pretrained(folder)
    model = _m2m(tokenizer)
    if steps:
        _train(model, tokenizer, steps)
    model.save_pretrained(folder)
    return folder


def build_marian(folder: Path, source: str = "en", target: str = "zh") -> Path:
    """A model of one pair, as OPUS-MT has them: two SentencePiece files and one vocabulary. Its weights are random."""
    import sentencepiece
    from transformers import GenerationConfig, MarianConfig, MarianMTModel, MarianTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    for place, name in enumerate(("source", "target")):
        lines = sorted({lesson[2 + place] for lesson in lessons() if lesson[0] == "en"})
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(lines),
            model_prefix=str(folder / name),
            vocab_size=64,
            hard_vocab_limit=False,
            character_coverage=1.0,
            minloglevel=2,
        )
        (folder / f"{name}.model").rename(folder / f"{name}.spm")
    words: dict[str, int] = {"</s>": 0, "<unk>": 1}
    for name in ("source", "target"):
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / f"{name}.spm"))
        for number in range(pieces.get_piece_size()):
            words.setdefault(pieces.id_to_piece(number), len(words))
    words["<pad>"] = len(words)
    (folder / "vocab.json").write_text(json.dumps(words))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tokenizer = MarianTokenizer(
            str(folder / "source.spm"), str(folder / "target.spm"), str(folder / "vocab.json"), None, source, target
        )
    tokenizer.save_pretrained(folder)
    config = MarianConfig(
        vocab_size=len(words),
        d_model=32,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        max_position_embeddings=64,
        pad_token_id=words["<pad>"],
        eos_token_id=0,
        decoder_start_token_id=words["<pad>"],
    )
    model = MarianMTModel(config)
    model.generation_config = GenerationConfig(
        pad_token_id=words["<pad>"],
        eos_token_id=0,
        decoder_start_token_id=words["<pad>"],
        bad_words_ids=[[words["<pad>"]]],
    )
    model.save_pretrained(folder)
    return folder


def build_t5(folder: Path, tokens: Sequence[str] = ()) -> Path:
    """A model that is told the language by what stands before the text: one of `tokens` (MADLAD), or a phrase. Random weights."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import GenerationConfig, PreTrainedTokenizerFast, T5Config, T5ForConditionalGeneration

    raw = Tokenizer(models.BPE(unk_token="<unk>"))
    raw.pre_tokenizer = pre_tokenizers.Metaspace()
    special = ["<pad>", "</s>", "<unk>"]
    trainer = trainers.BpeTrainer(vocab_size=300, special_tokens=special, show_progress=False)
    raw.train_from_iterator(sorted({text for _, _, *texts in lessons() for text in texts}), trainer)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=raw,
        pad_token="<pad>",
        eos_token="</s>",
        unk_token="<unk>",
        additional_special_tokens=list(tokens),
    )
    tokenizer.save_pretrained(folder)
    config = T5Config(
        vocab_size=len(tokenizer),
        d_model=32,
        d_kv=16,
        d_ff=64,
        num_layers=1,
        num_heads=2,
        pad_token_id=0,
        eos_token_id=1,
        decoder_start_token_id=0,
    )
    model = T5ForConditionalGeneration(config)
    model.generation_config = GenerationConfig(pad_token_id=0, eos_token_id=1, decoder_start_token_id=0)
    model.save_pretrained(folder)
    return folder


def _m2m(tokenizer: Any) -> Any:
    import torch
    from transformers import GenerationConfig, M2M100Config, M2M100ForConditionalGeneration

    torch.manual_seed(0)
    config = M2M100Config(
        vocab_size=len(tokenizer),
        d_model=64,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=128,
        decoder_ffn_dim=128,
        max_position_embeddings=128,
        dropout=0.0,
        attention_dropout=0.0,
        activation_dropout=0.0,
        encoder_layerdrop=0.0,
        decoder_layerdrop=0.0,
        pad_token_id=tokenizer.pad_token_id,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        decoder_start_token_id=tokenizer.eos_token_id,
        scale_embedding=True,
        init_std=0.12,  # at this size the usual 0.02 drowns the words in their positions
    )
    model = M2M100ForConditionalGeneration(config)
    model.generation_config = GenerationConfig(
        pad_token_id=tokenizer.pad_token_id,
        eos_token_id=tokenizer.eos_token_id,
        decoder_start_token_id=tokenizer.eos_token_id,
        max_length=100,
    )
    return model


def _train(model: Any, tokenizer: Any, steps: int, batch: int = 32) -> None:
    """Teacher forcing; one thread."""
    import random

    import torch

    torch.set_num_threads(1)
    chooser = random.Random(0)
    rows = []
    for source, target, text, answer in lessons():
        tokenizer.src_lang = CODES[source]
        read = tokenizer(text)["input_ids"]
        said = tokenizer(answer, add_special_tokens=False)["input_ids"]
        rows.append((read, [tokenizer.convert_tokens_to_ids(CODES[target]), *said, tokenizer.eos_token_id]))
    optimizer = torch.optim.AdamW(model.parameters(), lr=_RATE, betas=(0.9, 0.98), weight_decay=0.0)
    model.train()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = _RATE * min(1.0, (step + 1) / 30) * (1 - step / steps)
        chosen = chooser.sample(rows, batch)
        given = tokenizer.pad({"input_ids": [read for read, _ in chosen]}, return_tensors="pt")
        width = max(len(said) for _, said in chosen)
        labels = torch.full((batch, width), -100)
        for row, (_, said) in enumerate(chosen):
            labels[row, : len(said)] = torch.tensor(said)
        loss = model(input_ids=given["input_ids"], attention_mask=given["attention_mask"], labels=labels).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
    model.eval()
