// Keeps a Countdown running: the server's instant plus the time since this page came.
import { sayRest } from '../ui/countdown/rest.rules.ts'

const began = performance.now()
function tick() {
  for (const at of document.querySelectorAll<HTMLElement>('[data-until]')) {
    const now = Date.parse(at.dataset.now!) + (performance.now() - began)
    const said = sayRest(Date.parse(at.dataset.until!) - now, at.dataset.lang === 'en' ? 'en' : 'zh')
    if (at.textContent !== said) at.textContent = said
  }
}
setInterval(tick, 1000)
tick()
