// Generated from the core by `make generate`.

"use strict";

module.exports = [
    {"name":"check","method":"check","subject":"document","arguments":[],"options":{},"answer":"report"},
    {"name":"report","method":"report","subject":"document","arguments":[],"options":{"check":{}},"answer":"text"},
    {"name":"write","method":"write","subject":"document","arguments":[],"options":{},"answer":"text"},
    {"name":"delivery","method":"delivery","subject":"document","arguments":[],"options":{},"answer":"data"},
    {"name":"outline","method":"outline","subject":"plan","arguments":[],"options":{},"answer":"data"},
    {"name":"render","method":"render","subject":"plan","arguments":["target"],"options":{},"answer":"files"},
    {"name":"cover","method":"cover","subject":"plan","arguments":[],"options":{},"answer":"data"},
    {"name":"recover","method":"recover","subject":"plan","arguments":[],"options":{},"answer":"data"},
    {"name":"cost","method":"cost","subject":"plan","arguments":[],"options":{},"answer":"data"},
    {"name":"compare","method":"compare","subject":"plan","arguments":["before"],"options":{},"answer":"data"},
    {"name":"schedule","method":"schedule","subject":"plan","arguments":[],"options":{},"answer":"data"},
    {"name":"capacity","method":"capacity","subject":"plan","arguments":[],"options":{},"answer":"data"},
    {"name":"simulate","method":"simulate","subject":"plan","arguments":[],"options":{"fault":{}},"answer":"data"},
    {"name":"judge","method":"judge","subject":"plan","arguments":[],"options":{},"answer":"data"},
    {"name":"rollback","method":"rollback","subject":"plan","arguments":[],"options":{},"answer":"data"},
    {"name":"adopt","method":"adopt","subject":"library","arguments":["files"],"options":{},"answer":"data"},
    {"name":"convert","method":"convert","subject":"library","arguments":["files","target"],"options":{},"answer":"files"},
    {"name":"targets","method":"targets","subject":"library","arguments":[],"options":{},"answer":"data"},
    {"name":"rules","method":"rules","subject":"library","arguments":[],"options":{},"answer":"data"},
    {"name":"sarif","method":"sarif","subject":"library","arguments":["reports"],"options":{},"answer":"text"},
    {"name":"explain","method":"explain","subject":"library","arguments":["code"],"options":{},"answer":"text"},
    {"name":"schema","method":"schema","subject":"library","arguments":[],"options":{},"answer":"data"},
];
