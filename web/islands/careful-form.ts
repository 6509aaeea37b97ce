type Said = (kind: 'warning', zh: string, en: string) => void

/**
 * A form whose content must not be lost: leaving with changes asks first, and sending waits until the server answers. Without an
 * answer the page stays as it is and says so; a browser's own error page would take what was typed with it. `settled` brings the
 * last stroke into the form's fields.
 */
export function careful(
  form: HTMLFormElement,
  options: { unsaved: boolean; changed(dirty: boolean): void; settled(): Promise<unknown>; say: Said },
) {
  let dirty = false
  const touch = (yes = true) => {
    dirty = yes
    options.changed(dirty)
  }
  touch(options.unsaved)
  addEventListener('beforeunload', (event) => {
    if (dirty) event.preventDefault()
  })
  let answered = false
  form.addEventListener('submit', async (event) => {
    if (answered) return
    event.preventDefault()
    const button = event.submitter instanceof HTMLButtonElement ? event.submitter : undefined
    if (button?.getAttribute('aria-busy')) return
    button?.setAttribute('aria-busy', 'true')
    await options.settled()
    const answers = await fetch('/health', { cache: 'no-store', signal: AbortSignal.timeout(8000) }).then(
      (r) => r.ok,
      () => false,
    )
    button?.removeAttribute('aria-busy')
    if (!answers)
      return options.say(
        'warning',
        '连不上服务器，没有保存。您的改动都还在这一页上，请不要关掉它，过一会儿再按一次保存。',
        'The server is out of reach; nothing was saved. Your changes are still on this page: do not close it, and press save again in a moment.',
      )
    dirty = false
    // Sent as it was pressed: the button's own name and value go along.
    answered = true
    form.requestSubmit(button)
    answered = false
  })
  return touch
}
