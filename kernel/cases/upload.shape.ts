// Browser-safe: how a file is cut, the same here and there.

/** Bytes of one part: on a slow line some seconds, and one request's worth of memory. */
export const PART = 512 * 1024
/** Of one file. */
export const MOST_BYTES = 32 * 1024 * 1024
export const partsIn = (size: number) => Math.ceil(size / PART)
/** What an upload is for: the draft or the case, and the slot in it. */
export const keptFor = (of: string, slot: string) => `${of}#${slot}`
