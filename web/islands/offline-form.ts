// A form on a phone (`data-offline="name"`): what is typed stays on the device for a day, so that a dead spot or a closed page loses
// nothing. Nothing is sent while there is no way to the server; sending twice is one command.
const DAY = 86_400_000
type Kept = { at: number; values: Record<string, string[]> }

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-offline]')) {
  const key = `gnomon-offline-${form.dataset.offline}`
  const note = form.querySelector<HTMLElement>('[data-offline-note]')
  const OWN = new Set(['csrf', 'command', 'do'])

  const read = (): Kept | undefined => {
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null
      return kept && Date.now() - kept.at < DAY ? kept : undefined
    } catch {
      return undefined
    }
  }
  const say = (which: 'stored' | 'offline' | undefined) => {
    if (!note) return
    note.hidden = which === undefined
    for (const part of note.querySelectorAll<HTMLElement>('[data-when]')) part.hidden = part.dataset.when !== which
  }
  const save = () => {
    const values: Kept['values'] = {}
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string' && !OWN.has(name)) (values[name] ??= []).push(value)
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }))
    } catch {
      // A full or forbidden store: the form works as without this script.
    }
  }
  const restore = ({ values }: Kept) => {
    for (const element of form.elements) {
      const input = element as HTMLInputElement
      const kept = values[input.name]
      if (!input.name || OWN.has(input.name) || input.type === 'hidden' || input.type === 'file') continue
      if (input.type === 'radio' || input.type === 'checkbox') input.checked = kept?.includes(input.value) ?? false
      else if (kept?.[0] !== undefined) input.value = kept[0]
    }
  }

  const kept = read()
  say(kept ? 'stored' : undefined)
  form.addEventListener('input', save)
  form.querySelector('[data-offline-restore]')?.addEventListener('click', () => {
    const now = read()
    if (now) restore(now)
    say(undefined)
  })
  form.querySelector('[data-offline-drop]')?.addEventListener('click', () => {
    localStorage.removeItem(key)
    say(undefined)
  })
  form.addEventListener('submit', (event) => {
    save()
    if (navigator.onLine) return
    event.preventDefault()
    say('offline')
    note?.scrollIntoView({ block: 'center' })
  })
}
