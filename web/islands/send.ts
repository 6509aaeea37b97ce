// For islands that send in pieces.
const english = document.documentElement.lang === 'en'

export class Refused extends Error {}
/** An answer, or why it was refused; a line that is down is waited out. `reads` may take what else came, a page with its errors, say. */
export async function send<T = any>(
  address: string,
  init: () => RequestInit,
  waits: () => void,
  reads: (response: Response) => Promise<T | undefined> = async (r) => (r.ok ? r.json() : undefined),
): Promise<T> {
  for (let wait = 1000; ; wait = Math.min(wait * 2, 15_000)) {
    let response: Response | undefined
    try {
      response = await fetch(address, init())
    } catch {
      waits()
    }
    if (response && response.status < 500 && response.status !== 429) {
      const read = await reads(response)
      if (read !== undefined) return read
      const said = await response.json().catch(() => undefined)
      throw new Refused(said?.messages?.[english ? 'en' : 'zh'] ?? `${response.status}`)
    }
    if (response) waits()
    await new Promise<void>((go) => {
      const timer = setTimeout(go, wait)
      const back = () => {
        clearTimeout(timer)
        go()
      }
      addEventListener('online', back, { once: true })
    })
  }
}
