// Keyboard on the desk: j k move, Enter opens, / searches, ? helps. The desk works without it.
const rows = () => [...document.querySelectorAll<HTMLTableRowElement>('table[data-rows] tbody tr')]
let at = -1

function select(next: number) {
  const list = rows()
  if (list.length === 0) return
  at = Math.max(0, Math.min(list.length - 1, next))
  for (const [i, row] of list.entries()) row.classList.toggle('selected', i === at)
  list[at]!.querySelector<HTMLAnchorElement>('a')?.focus()
}

document.addEventListener('keydown', (event) => {
  const target = event.target as HTMLElement
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return
  if (event.key === 'j') select(at + 1)
  else if (event.key === 'k') select(at - 1)
  else if (event.key === 'n') document.querySelector<HTMLElement>('[data-key=n]')?.click()
  else if (event.key === '?') document.querySelector<HTMLDialogElement>('#keys')?.showModal()
  else if (event.key === '/') {
    const field = document.querySelector<HTMLInputElement>('input[type=search]')
    if (!field) return
    event.preventDefault()
    field.focus()
  }
})
