// A form that loses nothing (`data-keep`): a chosen file is sent at once, what was typed is saved a moment after the last stroke
// (`data-keep="draft"` names the action), and leaving with unsaved words asks first. Without a script its buttons do the same.
import { press, takeFiles } from './pieces.ts'

const PAUSE = 1200
/** Buttons within the list of files: what they do is shown in its place. */
const IN_PLACE = ['up', 'down', 'remove']
const fieldOf = (at: EventTarget | null) => (at as Element | null)?.closest<HTMLElement>('fieldset.upload') ?? null

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-keep]')) {
  const action = form.dataset.keep
  const state = form.querySelector<HTMLElement>('[data-saved]')
  let dirty = false
  let sending = false
  let whole = false
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
    if (takeFiles(form, fieldOf(input), input.files)) {
      // The same file can be chosen again.
      input.value = ''
      return
    }
    const name = input.closest('.upload-row')?.querySelector('.chosen')
    if (name) name.textContent = input.files[0]!.name
    const button = form.querySelector<HTMLButtonElement>(`[data-upload="${CSS.escape(input.dataset.slot!)}"]`)
    if (button) form.requestSubmit(button)
  })
  for (const field of form.querySelectorAll<HTMLElement>('fieldset.upload[data-for]')) {
    // Each goes on its own, so that several can be chosen wherever one is kept in parts.
    for (const input of field.querySelectorAll<HTMLInputElement>('input[type=file]:not([capture])'))
      input.multiple = true
    field.addEventListener('dragover', (event) => {
      event.preventDefault()
      field.classList.add('over')
    })
    for (const end of ['dragleave', 'drop']) field.addEventListener(end, () => field.classList.remove('over'))
    field.addEventListener('drop', (event) => {
      event.preventDefault()
      if (event.dataTransfer) takeFiles(form, field, event.dataTransfer.files)
    })
  }
  form.addEventListener('submit', async (event) => {
    const button = event.submitter as HTMLButtonElement | null
    if (button && !whole && IN_PLACE.includes(button.value) && fieldOf(button)?.dataset.for) {
      event.preventDefault()
      if (await press(form, button).catch(() => false)) return
      // The server's own page says what is wrong.
      whole = true
      form.requestSubmit(button)
      whole = false
      return
    }
    // What was chosen is on its way already; with nothing chosen there is nothing to send.
    if (button?.dataset.upload && fieldOf(button)?.dataset.for && !form.querySelector('[name^="kept."]')) {
      event.preventDefault()
      return
    }
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
