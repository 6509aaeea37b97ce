/** A stream as text. Throws past a megabyte: no receipt is as long, and a small file may inflate to anything. */
export async function bounded(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    text += decoder.decode(value, { stream: true })
    if (text.length > 1 << 20) {
      await reader.cancel()
      throw new Error('more than a receipt')
    }
  }
}

/** A zlib stream as text, or undefined where it is none. */
export async function inflate(bytes: Uint8Array): Promise<string | undefined> {
  // Line ends before `endstream` are not part of the stream, and the browser refuses trailing bytes.
  for (const cut of [0, 1, 2]) {
    try {
      const stream = new Blob([bytes.slice(0, bytes.length - cut) as Uint8Array<ArrayBuffer>])
        .stream()
        .pipeThrough(new DecompressionStream('deflate'))
      return await bounded(stream)
    } catch {}
  }
  return undefined
}
