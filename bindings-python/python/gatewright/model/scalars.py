"""Values that are written as a text of a certain form.

Generated from the core by `make generate`.
"""

from __future__ import annotations

from typing import TypeAlias

__all__ = [
    "Cidr",
    "Condition",
    "Cpu",
    "Cron",
    "Currency",
    "Date",
    "Decimal",
    "Duration",
    "Expression",
    "Glob",
    "Id",
    "JobName",
    "Money",
    "Percent",
    "Port",
    "Price",
    "Rate",
    "Runtime",
    "SecretName",
    "Share",
    "SignalName",
    "Size",
    "Zone",
]

Cidr: TypeAlias = str
"""A network such as `10.0.0.0/8`

Such as `10.0.0.0/8`, `192.168.1.7/32`, `2001:db8::/32`.
"""

Condition: TypeAlias = str
"""A condition such as `error_rate > 5% for 2m` or `latency.p95 > 200ms above baseline`

Such as `error_rate > 5% for 2m`, `latency.p95 > 2s`, `latency.p95 > 200ms above baseline`, `throughput < 10% below baseline`, `exceptions > 10x baseline`, `success_rate >= 99%`, `vulnerabilities.critical = 0`.
"""

Cpu: TypeAlias = str | float
"""An amount of processor such as `500m` or `2`

Such as `500m`, `2`.
"""

Cron: TypeAlias = str
"""A cron schedule such as `0 */6 * * *` or `@daily`

Such as `0 */6 * * *`, `0 20 * * 1-4`, `30 2 1,15 jan-jun MON`, `@daily`, `@every 5m`, `CRON_TZ=Europe/London 0 20 * * ?`.
"""

Currency: TypeAlias = str
"""A currency such as `USD` or `EUR`

Such as `USD`, `EUR`.
"""

Date: TypeAlias = str
"""A date such as `2026-10-01`

Such as `2026-10-01`, `2028-02-29`.
"""

Decimal: TypeAlias = str | float
"""A number such as `3` or `0.006`

Such as `3`, `0.006`, `-12.5`.
"""

Duration: TypeAlias = str
"""A duration such as `30m` or `1h30m`

Such as `30m`, `1h30m`, `500ms`, `24h`, `30d`.
"""

Expression: TypeAlias = str
"""An expression such as `${{ matrix.os }}`

Such as `${{ matrix.os }}`, `build-${{ matrix.os }}`.
"""

Glob: TypeAlias = str
"""A pattern such as `docs/**` or `!release/*`

Such as `docs/**`, `README.md`, `!release/*`.
"""

Id: TypeAlias = str
"""An id such as `api` or `build-test`

Such as `api`, `build-test`, `stage-2`.
"""

JobName: TypeAlias = str
"""A job such as `lint`, or `build.api` for a job of another stage

Such as `lint`, `build.api`.
"""

Money: TypeAlias = str
"""An amount of money such as `632 USD`

Such as `632 USD`, `0.006 USD`, `-20 EUR`.
"""

Percent: TypeAlias = str
"""A percentage such as `5%` or `99.9%`

Such as `5%`, `99.9%`, `100%`.
"""

Port: TypeAlias = str | float
"""A port such as `8080`

Such as `8080`, `443`.
"""

Price: TypeAlias = str
"""A price such as `146 USD/month` or `0.006 USD/minute`

Such as `146 USD/month`, `0.006 USD/minute`, `0.1 USD/GB-month`, `99 USD`.
"""

Rate: TypeAlias = str
"""A rate such as `12/week` or `40/day`

Such as `12/week`, `40/day`, `1.5/second`.
"""

Runtime: TypeAlias = str
"""A runtime such as `node 20` or `dotnet 8.0`

Such as `dotnet 8.0`, `node 20`, `python 3.10`, `node ${{ matrix.node }}`, `go`.
"""

SecretName: TypeAlias = str
"""The name of a secret such as `prod/db-password`

Such as `prod/db-password`, `NPM_TOKEN`.
"""

Share: TypeAlias = str | float
"""A number such as `2` or a percentage such as `25%`

Such as `2`, `25%`.
"""

SignalName: TypeAlias = str
"""A signal such as `error_rate` or `latency.p95`

Such as `error_rate`, `latency.p95`.
"""

Size: TypeAlias = str
"""A size such as `512Mi`, `10Gi` or `100kB`

Such as `512Mi`, `10Gi`, `100kB`, `512B`.
"""

Zone: TypeAlias = str
"""A time zone such as `Europe/London` or `UTC`

Such as `Europe/London`, `UTC`, `Etc/GMT+3`, `America/Port-au-Prince`.
"""
