/** An object as Intercom sends it. */
export type Item = Record<string, unknown>;

/** Topic -> a fresh `data.item`. */
export type Samples = Record<string, () => Item>;
