// Lists of rows in a form (`data-list`): adding and removing without asking the server. The template beside the rows holds one
// with `data-word` for its number. Without a script the same buttons send the form, and the server does it.

// A heavier island of the same page may still be on its way; it finds here that something was typed before it came.
document.addEventListener('input', (event) => {
  const form = (event.target as Element).closest('form')
  if (form) form.dataset.touched = ''
})

document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest<HTMLButtonElement>('button[name=rows]')
  const list = button?.closest<HTMLElement>('[data-list]')
  if (!button || !list) return
  event.preventDefault()
  const row = button.closest<HTMLElement>('[data-row]')
  if (row && list.contains(row)) remove(list, row)
  else add(list, button)
  list.querySelectorAll(':scope > [data-row]').forEach((one, i) => {
    for (const number of one.querySelectorAll(':scope > legend [data-number], :scope > .remove [data-number]'))
      number.textContent = String(i + 1)
  })
  button.form?.dispatchEvent(new Event('input', { bubbles: true }))
})

function add(list: HTMLElement, button: HTMLElement) {
  const n = list.dataset.next!
  list.dataset.next = String(Number(n) + 1)
  const template = list.querySelector<HTMLTemplateElement>(':scope > template')!
  const made = document.createElement('template')
  made.innerHTML = template.innerHTML.replaceAll(list.dataset.word!, n)
  const row = made.content.firstElementChild as HTMLElement
  button.parentElement!.before(row)
  row.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')?.focus()
}

/** The keyboard goes on at the next row, or at the button that adds one. */
function remove(list: HTMLElement, row: HTMLElement) {
  const next = row.nextElementSibling as HTMLElement
  row.remove()
  const at = next.matches('[data-row]') ? next : list.querySelector<HTMLElement>(':scope > p')
  at?.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea, button')?.focus()
}
