import { startAuthentication, startRegistration } from '@simplewebauthn/browser'

// Passkeys need a script; their buttons stay hidden without one, and passwords work.
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-passkey]')) {
  if (!('credentials' in navigator) || !window.PublicKeyCredential) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    const purpose = button.dataset.passkey as 'enrol' | 'log-in'
    const post = async (action: string, more: Record<string, string> = {}) => {
      const response = await fetch(`/account/passkey${location.search}`, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams({ csrf: button.dataset.csrf ?? '', do: action, ...more }),
      })
      const answer = await response.json()
      if (!response.ok)
        throw new Error(answer.messages?.[document.documentElement.lang === 'en' ? 'en' : 'zh'] ?? answer.title)
      return answer
    }
    button.disabled = true
    try {
      const { challengeId, options } = await post('begin', { purpose })
      const response =
        purpose === 'enrol'
          ? await startRegistration({ optionsJSON: options })
          : await startAuthentication({ optionsJSON: options })
      const { next } = await post(purpose, {
        challengeId,
        response: JSON.stringify(response),
      })
      location.assign(next)
    } catch (error) {
      const note = document.createElement('p')
      note.className = 'error'
      note.setAttribute('role', 'alert')
      note.textContent = (error as Error).message
      button.after(note)
      button.disabled = false
    }
  })
}
