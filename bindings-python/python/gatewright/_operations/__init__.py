"""Every operation of the library, as a method or a function.

Generated from the core by `make generate`.
"""

from __future__ import annotations

from .. import _native, _wire
from .._many import for_each
from .._report import Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any, Literal

    from .._core import Document
    from .._many import Answers
    from ..model import (
        Delivery,
        Duration,
        Id,
        Percent,
        Profile,
        Rate,
    )
    from ..results import (
        Adopted,
        AdopterName,
        Capacity,
        CheckOptions,
        Comparison,
        Conversion,
        Cost,
        CostView,
        Coverage,
        FaultOptions,
        FileSet,
        Judgement,
        MetricsFormat,
        Outline,
        PolicyText,
        PriceText,
        RecoveryFacts,
        ReportFormat,
        Rollbacks,
        Rule,
        Schedules,
        Severity,
        Simulation,
        SourceFile,
        Target,
        TargetName,
        WriteFormat,
    )

__all__ = [
    "adopt",
    "capacity_many",
    "check_many",
    "compare_many",
    "convert",
    "cost_many",
    "cover_many",
    "delivery_many",
    "explain",
    "judge_many",
    "outline_many",
    "recover_many",
    "render_many",
    "report_many",
    "rollback_many",
    "rules",
    "sarif",
    "schedule_many",
    "schema",
    "simulate_many",
    "targets",
    "write_many",
]


class OfDocument:
    """What can be asked of a document."""

    __slots__ = ()

    def _call(self, operation: str, request: str) -> str:
        raise NotImplementedError

    def _document(self) -> Document:
        raise NotImplementedError

    def check(
        self,
        *,
        profile: Profile | None = None,
        select: Sequence[str] | None = None,
        ignore: Sequence[str] | None = None,
        severities: Mapping[str, Severity] | None = None,
        today: str | None = None,
        limit: int | None = None,
        policies: Sequence[PolicyText] | None = None,
    ) -> Report:
        """Runs the rules over a document and gives every finding: of its text, its structure and, where that holds, its plan.

        Args:
            profile: The profile; the document's own when left out, and else `recommended`.
            select: Only these rules: codes, names, or prefixes such as `STR`. All when empty.
            ignore: Not these.
            severities: Severities other than the rules' own, by code, name or prefix.
            today: The day waivers are held against, such as `2026-11-21`. Without one, none has ended.
            limit: Findings kept, the worst ones first; 200 when left out.
            policies: Policies in Rego, asked beside the rules. A build without the feature `rego` refuses them.
        """
        asked = _wire.given(profile=profile, select=select, ignore=ignore, severities=severities, today=today, limit=limit, policies=policies)
        answer = self._call("check", _wire.request(asked))
        made: Report = Report(answer, self._document(), asked)
        return made

    def report(
        self,
        *,
        format: ReportFormat | None = None,
        color: bool | None = None,
        width: int | None = None,
        check: CheckOptions | None = None,
    ) -> str:
        """The findings as a text: for people, as JSON, as a SARIF 2.1.0 log, or as GitHub annotations.

        Args:
            format: How it is shown.
            color: True for colours and box characters, in text.
            width: Columns there are, in text; 100 when left out.
            check: Which rules run.
        """
        asked = _wire.given(format=format, color=color, width=width, check=check)
        answer = self._call("report", _wire.request(asked))
        made: str = _wire.text(answer)
        return made

    def write(self, *, format: WriteFormat | None = None) -> str:
        """The document in its canonical form, as YAML with its comments or as JSON.

        Args:
            format: The notation.
        """
        asked = _wire.given(format=format)
        answer = self._call("write", _wire.request(asked))
        made: str = _wire.text(answer)
        return made

    def delivery(self) -> Delivery:
        """The document as data."""
        asked = _wire.given()
        answer = self._call("delivery", _wire.request(asked))
        made: Delivery = _wire.delivery(answer)
        return made


class OfPlan:
    """What can be asked of a plan."""

    __slots__ = ()

    def _call(self, operation: str, request: str) -> str:
        raise NotImplementedError

    def _document(self) -> Document:
        raise NotImplementedError

    def outline(self) -> Outline:
        """What a plan consists of, in numbers and names."""
        asked = _wire.given()
        answer = self._call("outline", _wire.request(asked))
        made: Outline = _wire.result("Outline", answer)
        return made

    def render(self, target: TargetName, *, options: Mapping[str, str] | None = None) -> FileSet:
        """The files of a target, and what of the document they do not carry.

        Args:
            target: The target.
            options: Options of the target, by name.
        """
        asked = _wire.given(target=target, options=options)
        answer = self._call("render", _wire.request(asked))
        made: FileSet = _wire.result("FileSet", answer)
        return made

    def cover(self, *, frameworks: Sequence[str] | None = None) -> Coverage:
        """What a plan shows of the controls of frameworks, control by control, with the elements that show it.

        Args:
            frameworks: Frameworks, such as `soc2`; those that the document answers to when left out.
        """
        asked = _wire.given(frameworks=frameworks)
        answer = self._call("cover", _wire.request(asked))
        made: Coverage = _wire.result("Coverage", answer)
        return made

    def recover(self) -> RecoveryFacts:
        """How much work is lost and how long recovery takes, as built against as promised, for each kind of loss."""
        asked = _wire.given()
        answer = self._call("recover", _wire.request(asked))
        made: RecoveryFacts = _wire.result("RecoveryFacts", answer)
        return made

    def cost(
        self,
        *,
        prices: Sequence[PriceText] | None = None,
        view: CostView | None = None,
        focus_version: str | None = None,
        month: str | None = None,
    ) -> Cost:
        """What a plan costs: every line with quantity, price and source, the totals, what is not known, and what could be saved.

        Args:
            prices: Price files, beside the built-in book; a later one comes first. The document's own prices come before all of them.
            view: Another form the estimate is also given in.
            focus_version: Version of FOCUS, `1.2` or `1.4`; 1.2 when left out.
            month: The month FOCUS rows are for, such as `2026-12`; that of the newest price when left out.
        """
        asked = _wire.given(prices=prices, view=view, focus_version=focus_version, month=month)
        answer = self._call("cost", _wire.request(asked))
        made: Cost = _wire.result("Cost", answer)
        return made

    def compare(
        self,
        before: str,
        *,
        name: str | None = None,
        prices: Sequence[PriceText] | None = None,
    ) -> Comparison:
        """What changes from another delivery to this one: nouns by route, cost and time, what that risks, who must say yes, and
        the way back.

        Args:
            before: The text of the document as it was.
            name: Its name, which tells the notation; YAML when left out.
            prices: Price files, beside the built-in book; a later one comes first.
        """
        asked = _wire.given(before=before, name=name, prices=prices)
        answer = self._call("compare", _wire.request(asked))
        made: Comparison = _wire.result("Comparison", answer)
        return made

    def schedule(
        self,
        *,
        pipeline: str | None = None,
        runners: Mapping[str, int] | None = None,
        parallel_jobs: int | None = None,
        assume: str | None = None,
        history: Sequence[SourceFile] | None = None,
        runs: int | None = None,
        seed: int | None = None,
    ) -> Schedules:
        """How long the runs of a plan take: the longest path, with the machines there are, percentiles, and how long people are
        waited for beside that.

        Args:
            pipeline: The pipeline, by its id; all that something starts when left out.
            runners: How many jobs run at once in each pool, by its name; as the document says when left out.
            parallel_jobs: How many jobs the service runs at once; as the document says when left out.
            assume: How long a job is taken to last when nobody says it: `5m`, `4m..6m` or `1m/5m/20m`, which it is when left out.
            history: Jobs of past runs, as the interfaces of GitHub, GitLab and Azure DevOps tell them.
            runs: How many runs are simulated; as many as are usual when left out, none when zero.
            seed: What they follow from; zero when left out.
        """
        asked = _wire.given(pipeline=pipeline, runners=runners, parallel_jobs=parallel_jobs, assume=assume, history=history, runs=runs, seed=seed)
        answer = self._call("schedule", _wire.request(asked))
        made: Schedules = _wire.result("Schedules", answer)
        return made

    def capacity(
        self,
        *,
        pushes: str | None = None,
        peak: str | None = None,
        attention: str | None = None,
        runners: Mapping[str, int] | None = None,
        prices: Mapping[str, str] | None = None,
        assume: str | None = None,
        history: Sequence[SourceFile] | None = None,
        runs: int | None = None,
        seed: int | None = None,
    ) -> Capacity:
        """How many machines a team needs: how long jobs wait for one, what that does to the lead time, and what it costs.

        Args:
            pushes: Pushes of the whole team, such as `40/day`; the document's when left out.
            peak: How many times as many runs begin in busy times as on average; `2` when left out.
            attention: Which part of the time that people wait for a run they do nothing else; `25%` when left out.
            runners: How many machines there are in each pool, by its name; as the document says when left out.
            prices: What machines cost, by the name of their pool: `40 USD/month`, `0.192 USD/hour`, `0.006 USD/minute`; as the document
        says when left out.
            assume: How long a job is taken to last when nobody says it: `5m`, `4m..6m` or `1m/5m/20m`, which it is when left out.
            history: Jobs of past runs, as the interfaces of GitHub, GitLab and Azure DevOps tell them.
            runs: How many runs are simulated for each number of machines; as many as are usual when left out.
            seed: What they follow from; zero when left out.
        """
        asked = _wire.given(pushes=pushes, peak=peak, attention=attention, runners=runners, prices=prices, assume=assume, history=history, runs=runs, seed=seed)
        answer = self._call("capacity", _wire.request(asked))
        made: Capacity = _wire.result("Capacity", answer)
        return made

    def simulate(
        self,
        *,
        strategy: str | None = None,
        environment: str | None = None,
        service: str | None = None,
        replicas: int | None = None,
        requests: Rate | None = None,
        error_rate: Percent | None = None,
        objective: Percent | None = None,
        over: Duration | None = None,
        startup: Duration | None = None,
        query: Duration | None = None,
        fault: FaultOptions | None = None,
        alpha: Percent | None = None,
        power: Percent | None = None,
        runs: int | None = None,
        seed: int | None = None,
    ) -> Simulation:
        """What rollouts will be like: the weights they really reach, when a bad one is noticed, and what users meet until then.

        Args:
            strategy: One of the strategies; all when left out.
            environment: One of the environments; all when left out.
            service: One of the services; all when left out.
            replicas: How many instances there are.
            requests: How many requests there are, such as `100/second`.
            error_rate: The share of requests that fail although nothing is wrong.
            objective: The share of requests that must not fail.
            over: The time over which that is counted.
            startup: How long an instance takes until it counts.
            query: How long a measurement takes.
            fault: What is wrong with the new version.
            alpha: The share of good releases that a comparison may take for bad ones; 5% when left out.
            power: The share of bad releases that a comparison is to find; 80% when left out.
            runs: How many bad releases are drawn at random; none when left out.
            seed: What the draws follow from.
        """
        asked = _wire.given(strategy=strategy, environment=environment, service=service, replicas=replicas, requests=requests, error_rate=error_rate, objective=objective, over=over, startup=startup, query=query, fault=fault, alpha=alpha, power=power, runs=runs, seed=seed)
        answer = self._call("simulate", _wire.request(asked))
        made: Simulation = _wire.result("Simulation", answer)
        return made

    def judge(
        self,
        *,
        strategy: str | None = None,
        rollback: str | None = None,
        metrics: str | None = None,
        format: MetricsFormat | None = None,
        signal: str | None = None,
        tolerance: Percent | None = None,
        confidence: Percent | None = None,
        pass_score: Percent | None = None,
        marginal_score: Percent | None = None,
    ) -> Judgement:
        """What measurements say of a new version, by a strategy's analysis or a rollback's conditions.

        Args:
            strategy: The strategy whose analysis judges; the first with one when neither is named.
            rollback: The rollback whose conditions judge.
            metrics: The measurements: JSON, an answer of Prometheus to a range query, or comma-separated values.
            format: How they are written; told by how they begin when left out.
            signal: The signal of measurements that do not name theirs.
            tolerance: The part of a difference between versions that is borne; 25% when left out.
            confidence: How sure a difference between versions must be; 98% when left out.
            pass_score: The share of signals that must be alike to go on; 95% when left out.
            marginal_score: The share of signals below which it goes back; 75% when left out.
        """
        asked = _wire.given(strategy=strategy, rollback=rollback, metrics=metrics, format=format, signal=signal, tolerance=tolerance, confidence=confidence, pass_score=pass_score, marginal_score=marginal_score)
        answer = self._call("judge", _wire.request(asked))
        made: Judgement = _wire.result("Judgement", answer)
        return made

    def rollback(self, *, environment: str | None = None) -> Rollbacks:
        """The ways back of environments: what is done, how long it takes at worst, and what cannot be taken back.

        Args:
            environment: One of the environments; all when left out.
        """
        asked = _wire.given(environment=environment)
        answer = self._call("rollback", _wire.request(asked))
        made: Rollbacks = _wire.result("Rollbacks", answer)
        return made


def check_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    profile: Profile | None = None,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    severities: Mapping[str, Severity] | None = None,
    today: str | None = None,
    limit: int | None = None,
    policies: Sequence[PolicyText] | None = None,
    progress: Callable[[int], object] | None = None,
) -> Answers[Report]:
    """Runs the rules over a document and gives every finding: of its text, its structure and, where that holds, its plan.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        profile: The profile; the document's own when left out, and else `recommended`.
        select: Only these rules: codes, names, or prefixes such as `STR`. All when empty.
        ignore: Not these.
        severities: Severities other than the rules' own, by code, name or prefix.
        today: The day waivers are held against, such as `2026-11-21`. Without one, none has ended.
        limit: Findings kept, the worst ones first; 200 when left out.
        policies: Policies in Rego, asked beside the rules. A build without the feature `rego` refuses them.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given(profile=profile, select=select, ignore=ignore, severities=severities, today=today, limit=limit, policies=policies)

    def make(answer: str, path: str) -> Report:
        made: Report = Report(answer, path, asked)
        return made

    return for_each(paths, "check", _wire.request(asked), progress, make)


def report_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    format: ReportFormat | None = None,
    color: bool | None = None,
    width: int | None = None,
    check: CheckOptions | None = None,
    progress: Callable[[int], object] | None = None,
) -> Answers[str]:
    """The findings as a text: for people, as JSON, as a SARIF 2.1.0 log, or as GitHub annotations.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        format: How it is shown.
        color: True for colours and box characters, in text.
        width: Columns there are, in text; 100 when left out.
        check: Which rules run.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given(format=format, color=color, width=width, check=check)

    def make(answer: str, path: str) -> str:
        made: str = _wire.text(answer)
        return made

    return for_each(paths, "report", _wire.request(asked), progress, make)


def write_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    format: WriteFormat | None = None,
    progress: Callable[[int], object] | None = None,
) -> Answers[str]:
    """The document in its canonical form, as YAML with its comments or as JSON.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        format: The notation.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given(format=format)

    def make(answer: str, path: str) -> str:
        made: str = _wire.text(answer)
        return made

    return for_each(paths, "write", _wire.request(asked), progress, make)


def delivery_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    progress: Callable[[int], object] | None = None,
) -> Answers[Delivery]:
    """The document as data.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given()

    def make(answer: str, path: str) -> Delivery:
        made: Delivery = _wire.delivery(answer)
        return made

    return for_each(paths, "delivery", _wire.request(asked), progress, make)


def outline_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    progress: Callable[[int], object] | None = None,
) -> Answers[Outline]:
    """What a plan consists of, in numbers and names.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given()

    def make(answer: str, path: str) -> Outline:
        made: Outline = _wire.result("Outline", answer)
        return made

    return for_each(paths, "outline", _wire.request(asked), progress, make)


def render_many(
    paths: Iterable[str | os.PathLike[str]],
    target: TargetName,
    *,
    options: Mapping[str, str] | None = None,
    progress: Callable[[int], object] | None = None,
) -> Answers[FileSet]:
    """The files of a target, and what of the document they do not carry.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        target: The target.
        options: Options of the target, by name.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given(target=target, options=options)

    def make(answer: str, path: str) -> FileSet:
        made: FileSet = _wire.result("FileSet", answer)
        return made

    return for_each(paths, "render", _wire.request(asked), progress, make)


def cover_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    frameworks: Sequence[str] | None = None,
    progress: Callable[[int], object] | None = None,
) -> Answers[Coverage]:
    """What a plan shows of the controls of frameworks, control by control, with the elements that show it.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        frameworks: Frameworks, such as `soc2`; those that the document answers to when left out.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given(frameworks=frameworks)

    def make(answer: str, path: str) -> Coverage:
        made: Coverage = _wire.result("Coverage", answer)
        return made

    return for_each(paths, "cover", _wire.request(asked), progress, make)


def recover_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    progress: Callable[[int], object] | None = None,
) -> Answers[RecoveryFacts]:
    """How much work is lost and how long recovery takes, as built against as promised, for each kind of loss.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given()

    def make(answer: str, path: str) -> RecoveryFacts:
        made: RecoveryFacts = _wire.result("RecoveryFacts", answer)
        return made

    return for_each(paths, "recover", _wire.request(asked), progress, make)


def cost_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    prices: Sequence[PriceText] | None = None,
    view: CostView | None = None,
    focus_version: str | None = None,
    month: str | None = None,
    progress: Callable[[int], object] | None = None,
) -> Answers[Cost]:
    """What a plan costs: every line with quantity, price and source, the totals, what is not known, and what could be saved.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        prices: Price files, beside the built-in book; a later one comes first. The document's own prices come before all of them.
        view: Another form the estimate is also given in.
        focus_version: Version of FOCUS, `1.2` or `1.4`; 1.2 when left out.
        month: The month FOCUS rows are for, such as `2026-12`; that of the newest price when left out.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given(prices=prices, view=view, focus_version=focus_version, month=month)

    def make(answer: str, path: str) -> Cost:
        made: Cost = _wire.result("Cost", answer)
        return made

    return for_each(paths, "cost", _wire.request(asked), progress, make)


def compare_many(
    paths: Iterable[str | os.PathLike[str]],
    before: str,
    *,
    name: str | None = None,
    prices: Sequence[PriceText] | None = None,
    progress: Callable[[int], object] | None = None,
) -> Answers[Comparison]:
    """What changes from another delivery to this one: nouns by route, cost and time, what that risks, who must say yes, and
    the way back.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        before: The text of the document as it was.
        name: Its name, which tells the notation; YAML when left out.
        prices: Price files, beside the built-in book; a later one comes first.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given(before=before, name=name, prices=prices)

    def make(answer: str, path: str) -> Comparison:
        made: Comparison = _wire.result("Comparison", answer)
        return made

    return for_each(paths, "compare", _wire.request(asked), progress, make)


def schedule_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    pipeline: str | None = None,
    runners: Mapping[str, int] | None = None,
    parallel_jobs: int | None = None,
    assume: str | None = None,
    history: Sequence[SourceFile] | None = None,
    runs: int | None = None,
    seed: int | None = None,
    progress: Callable[[int], object] | None = None,
) -> Answers[Schedules]:
    """How long the runs of a plan take: the longest path, with the machines there are, percentiles, and how long people are
    waited for beside that.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        pipeline: The pipeline, by its id; all that something starts when left out.
        runners: How many jobs run at once in each pool, by its name; as the document says when left out.
        parallel_jobs: How many jobs the service runs at once; as the document says when left out.
        assume: How long a job is taken to last when nobody says it: `5m`, `4m..6m` or `1m/5m/20m`, which it is when left out.
        history: Jobs of past runs, as the interfaces of GitHub, GitLab and Azure DevOps tell them.
        runs: How many runs are simulated; as many as are usual when left out, none when zero.
        seed: What they follow from; zero when left out.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given(pipeline=pipeline, runners=runners, parallel_jobs=parallel_jobs, assume=assume, history=history, runs=runs, seed=seed)

    def make(answer: str, path: str) -> Schedules:
        made: Schedules = _wire.result("Schedules", answer)
        return made

    return for_each(paths, "schedule", _wire.request(asked), progress, make)


def capacity_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    pushes: str | None = None,
    peak: str | None = None,
    attention: str | None = None,
    runners: Mapping[str, int] | None = None,
    prices: Mapping[str, str] | None = None,
    assume: str | None = None,
    history: Sequence[SourceFile] | None = None,
    runs: int | None = None,
    seed: int | None = None,
    progress: Callable[[int], object] | None = None,
) -> Answers[Capacity]:
    """How many machines a team needs: how long jobs wait for one, what that does to the lead time, and what it costs.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        pushes: Pushes of the whole team, such as `40/day`; the document's when left out.
        peak: How many times as many runs begin in busy times as on average; `2` when left out.
        attention: Which part of the time that people wait for a run they do nothing else; `25%` when left out.
        runners: How many machines there are in each pool, by its name; as the document says when left out.
        prices: What machines cost, by the name of their pool: `40 USD/month`, `0.192 USD/hour`, `0.006 USD/minute`; as the document
    says when left out.
        assume: How long a job is taken to last when nobody says it: `5m`, `4m..6m` or `1m/5m/20m`, which it is when left out.
        history: Jobs of past runs, as the interfaces of GitHub, GitLab and Azure DevOps tell them.
        runs: How many runs are simulated for each number of machines; as many as are usual when left out.
        seed: What they follow from; zero when left out.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given(pushes=pushes, peak=peak, attention=attention, runners=runners, prices=prices, assume=assume, history=history, runs=runs, seed=seed)

    def make(answer: str, path: str) -> Capacity:
        made: Capacity = _wire.result("Capacity", answer)
        return made

    return for_each(paths, "capacity", _wire.request(asked), progress, make)


def simulate_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    strategy: str | None = None,
    environment: str | None = None,
    service: str | None = None,
    replicas: int | None = None,
    requests: Rate | None = None,
    error_rate: Percent | None = None,
    objective: Percent | None = None,
    over: Duration | None = None,
    startup: Duration | None = None,
    query: Duration | None = None,
    fault: FaultOptions | None = None,
    alpha: Percent | None = None,
    power: Percent | None = None,
    runs: int | None = None,
    seed: int | None = None,
    progress: Callable[[int], object] | None = None,
) -> Answers[Simulation]:
    """What rollouts will be like: the weights they really reach, when a bad one is noticed, and what users meet until then.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        strategy: One of the strategies; all when left out.
        environment: One of the environments; all when left out.
        service: One of the services; all when left out.
        replicas: How many instances there are.
        requests: How many requests there are, such as `100/second`.
        error_rate: The share of requests that fail although nothing is wrong.
        objective: The share of requests that must not fail.
        over: The time over which that is counted.
        startup: How long an instance takes until it counts.
        query: How long a measurement takes.
        fault: What is wrong with the new version.
        alpha: The share of good releases that a comparison may take for bad ones; 5% when left out.
        power: The share of bad releases that a comparison is to find; 80% when left out.
        runs: How many bad releases are drawn at random; none when left out.
        seed: What the draws follow from.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given(strategy=strategy, environment=environment, service=service, replicas=replicas, requests=requests, error_rate=error_rate, objective=objective, over=over, startup=startup, query=query, fault=fault, alpha=alpha, power=power, runs=runs, seed=seed)

    def make(answer: str, path: str) -> Simulation:
        made: Simulation = _wire.result("Simulation", answer)
        return made

    return for_each(paths, "simulate", _wire.request(asked), progress, make)


def judge_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    strategy: str | None = None,
    rollback: str | None = None,
    metrics: str | None = None,
    format: MetricsFormat | None = None,
    signal: str | None = None,
    tolerance: Percent | None = None,
    confidence: Percent | None = None,
    pass_score: Percent | None = None,
    marginal_score: Percent | None = None,
    progress: Callable[[int], object] | None = None,
) -> Answers[Judgement]:
    """What measurements say of a new version, by a strategy's analysis or a rollback's conditions.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        strategy: The strategy whose analysis judges; the first with one when neither is named.
        rollback: The rollback whose conditions judge.
        metrics: The measurements: JSON, an answer of Prometheus to a range query, or comma-separated values.
        format: How they are written; told by how they begin when left out.
        signal: The signal of measurements that do not name theirs.
        tolerance: The part of a difference between versions that is borne; 25% when left out.
        confidence: How sure a difference between versions must be; 98% when left out.
        pass_score: The share of signals that must be alike to go on; 95% when left out.
        marginal_score: The share of signals below which it goes back; 75% when left out.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given(strategy=strategy, rollback=rollback, metrics=metrics, format=format, signal=signal, tolerance=tolerance, confidence=confidence, pass_score=pass_score, marginal_score=marginal_score)

    def make(answer: str, path: str) -> Judgement:
        made: Judgement = _wire.result("Judgement", answer)
        return made

    return for_each(paths, "judge", _wire.request(asked), progress, make)


def rollback_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    environment: str | None = None,
    progress: Callable[[int], object] | None = None,
) -> Answers[Rollbacks]:
    """The ways back of environments: what is done, how long it takes at worst, and what cannot be taken back.

    Of many files, on all cores; other threads of Python run meanwhile.

    Args:
        paths: The files.
        environment: One of the environments; all when left out.
        progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.
    """
    asked = _wire.given(environment=environment)

    def make(answer: str, path: str) -> Rollbacks:
        made: Rollbacks = _wire.result("Rollbacks", answer)
        return made

    return for_each(paths, "rollback", _wire.request(asked), progress, make)


def adopt(
    files: Sequence[SourceFile],
    *,
    system: AdopterName | None = None,
    name: Id | None = None,
) -> Adopted:
    """A delivery made of the files of another system, with an account of what became of every part of them.

    Args:
        files: The files. Those that are not of the system are there to be referred to.
        system: The system they are of; told by their paths when left out.
        name: The name of the delivery.
    """
    asked = _wire.given(files=files, system=system, name=name)
    answer = _native.call("adopt", _wire.request(asked))
    made: Adopted = _wire.result("Adopted", answer)
    return made


def convert(
    files: Sequence[SourceFile],
    target: TargetName,
    *,
    system: AdopterName | None = None,
    options: Mapping[str, str] | None = None,
) -> Conversion:
    """The files of one system as those of another, with an account of what is not the same, the most important first.

    Args:
        files: The files. Those that are not of the system are there to be referred to.
        target: The system whose files are made.
        system: The system the files are of; told by their paths when left out.
        options: Options of the target, by name.
    """
    asked = _wire.given(files=files, target=target, system=system, options=options)
    answer = _native.call("convert", _wire.request(asked))
    made: Conversion = _wire.result("Conversion", answer)
    return made


def targets() -> list[Target]:
    """The targets: what each writes, its options, and what of the model it carries."""
    asked = _wire.given()
    answer = _native.call("targets", _wire.request(asked))
    made: list[Target] = _wire.result("list[Target]", answer)
    return made


def rules(*, select: Sequence[str] | None = None) -> list[Rule]:
    """The rules: codes, names, severities, and what each finds.

    Args:
        select: Codes, names, or prefixes such as `STR`. All when empty.
    """
    asked = _wire.given(select=select)
    answer = _native.call("rules", _wire.request(asked))
    made: list[Rule] = _wire.result("list[Rule]", answer)
    return made


def sarif(reports: Sequence[Report]) -> str:
    """One SARIF 2.1.0 log over the reports of many documents, for code scanning.

    Args:
        reports: The reports, each of one document.
    """
    asked = _wire.given(reports=reports)
    answer = _native.call("sarif", _wire.request(asked))
    made: str = _wire.text(answer)
    return made


def explain(code: str) -> str:
    """The page of a rule or loss, as Markdown.

    Args:
        code: Code or name of a rule or loss, such as `STR002` or `unknown-name`.
    """
    asked = _wire.given(code=code)
    answer = _native.call("explain", _wire.request(asked))
    made: str = _wire.text(answer)
    return made


def schema() -> Any:
    """The JSON Schema of the document."""
    asked = _wire.given()
    answer = _native.call("schema", _wire.request(asked))
    made: Any = _wire.loads(answer)
    return made
