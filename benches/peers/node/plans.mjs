// A delivery as JSON, read: the document of `benches/src/documents.rs`.

import { readFileSync } from "node:fs";
import { gatewright } from "./installed.mjs";

export function prepare(tool, _, { input }) {
    const text = readFileSync(input, "utf8");
    if (tool === "JSON.parse") {
        return () => (JSON.parse(text).name, text.length);
    }
    const { read } = gatewright();
    if (tool === "gatewright") {
        return () => (read(text, { format: "json" }), text.length);
    }
    if (tool === "gatewright, proved") {
        return () => (read(text, { format: "json" }).plan(), text.length);
    }
    throw new Error(`${tool} reads no deliveries here`);
}
