// A form that loses nothing (`data-keep`): a chosen file is sent at once, what was typed is saved a moment after the last stroke
// (`data-keep="draft"` names the action), and leaving with unsaved words asks first. Without a script its buttons do the same.
const PAUSE = 1200

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-keep]')) {
  const action = form.dataset.keep
  const state = form.querySelector<HTMLElement>('[data-saved]')
  let dirty = false
  let sending = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const say = (word: 'on' | 'busy' | 'off') => {
    if (state) state.textContent = state.dataset[word] ?? ''
  }

  // Enter in a field saves; the buttons that decide are pressed.
  form.classList.add('kept')

  async function save() {
    if (!dirty || sending || !action) return
    const body = new FormData()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
    body.set('do', action)
    // Each saving is a command of its own; the form's id stays for the one that is pressed.
    body.set('command', crypto.randomUUID())
    dirty = false
    say('busy')
    const kept = await fetch(form.getAttribute('action') ?? location.pathname, {
      method: 'POST',
      body,
      redirect: 'manual',
    }).then(
      (r) => r.type === 'opaqueredirect' || r.ok,
      () => false,
    )
    if (!kept) dirty = true
    say(kept && !dirty ? 'on' : 'off')
  }

  form.addEventListener('input', (event) => {
    if ((event.target as HTMLInputElement).type === 'file') return
    dirty = true
    clearTimeout(timer)
    timer = setTimeout(save, PAUSE)
  })
  form.addEventListener('change', (event) => {
    const input = event.target as HTMLInputElement
    if (input.type !== 'file' || !input.files?.length) return
    const name = input.closest('.upload-row')?.querySelector('.chosen')
    if (name) name.textContent = input.files[0]!.name
    const button = form.querySelector<HTMLButtonElement>(`[data-upload="${CSS.escape(input.dataset.slot!)}"]`)
    if (button) form.requestSubmit(button)
  })
  form.addEventListener('submit', () => {
    sending = true
    clearTimeout(timer)
  })
  addEventListener('pageshow', () => {
    sending = false
  })
  addEventListener('beforeunload', (event) => {
    if (dirty && !sending) event.preventDefault()
  })
}
