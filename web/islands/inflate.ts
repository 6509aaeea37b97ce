/** A zlib stream as text, or undefined where it is none. */
export async function inflate(bytes: Uint8Array): Promise<string | undefined> {
  // Line ends before `endstream` are not part of the stream, and the browser refuses trailing bytes.
  for (const cut of [0, 1, 2]) {
    try {
      const stream = new Blob([bytes.slice(0, bytes.length - cut) as Uint8Array<ArrayBuffer>])
        .stream()
        .pipeThrough(new DecompressionStream('deflate'))
      return new TextDecoder().decode(await new Response(stream).arrayBuffer())
    } catch {}
  }
  return undefined
}
