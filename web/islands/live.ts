// Follows the streams of Live sections; EventSource connects again by itself, and the newest state comes first.
for (const section of document.querySelectorAll<HTMLElement>('[data-live]')) {
  const state = section.querySelector<HTMLElement>('[data-state]')
  const say = (on: boolean) => {
    if (!state) return
    const said = on ? state.dataset.on! : state.dataset.off!
    if (state.textContent !== said) state.textContent = said
  }
  const source = new EventSource(section.dataset.live!)
  source.addEventListener('open', () => say(true))
  source.addEventListener('error', () => say(false))
  for (const part of section.querySelectorAll<HTMLElement>('[data-part]'))
    source.addEventListener(part.dataset.part!, (event) => {
      part.innerHTML = (event as MessageEvent<string>).data
    })
  addEventListener('pagehide', () => source.close())
}
