// For islands that send in pieces.
const english = document.documentElement.lang === 'en'

export class Refused extends Error {}
/** An answer, or why it was refused; a line that is down is waited out. */
export async function send(address: string, init: () => RequestInit, waits: () => void): Promise<any> {
  for (let wait = 1000; ; wait = Math.min(wait * 2, 15_000)) {
    let response: Response | undefined
    try {
      response = await fetch(address, init())
    } catch {
      waits()
    }
    if (response?.ok) return response.json()
    if (response && response.status < 500 && response.status !== 429) {
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
