import type { ComponentChildren } from 'preact'
import type { ItemVersion } from '../../../kernel/catalog/index.ts'
import { connected } from '../../../kernel/look-up/index.ts'
import type { PageContext } from '../../../kernel/platform/index.ts'
import { type Filled, lookUpsOf } from '../look-up.ts'
import { withQuery } from './address.ts'

/**
 * Below each entry that can be looked up: the button, what came of it, and the addresses to choose from. Every button keeps what is
 * typed. `row` goes before the names of entries where several forms stand on the page.
 */
export function lookUps(
  p: PageContext,
  here: string,
  item: ItemVersion,
  looked: Filled,
  row = '',
): Record<string, ComponentChildren> {
  const { t } = p
  const found = lookUpsOf(item.form)
  const code = found.code && row + found.code
  const addresses = found.addresses.map((key) => row + key)
  const asked = connected()
  const below = (key: string, say: string, about?: string) => (
    <div class="look-up">
      <button
        type="submit"
        class="button secondary small"
        name="do"
        value="look"
        formaction={withQuery(here, { look: key })}
      >
        {say}
      </button>{' '}
      {about && (
        <a class="small" href={about}>
          {t('这是演示的，可以让它断、慢、答错', 'a demonstration: make it late, wrong or down')}
        </a>
      )}
      {p.query.look === key && looked.said && (
        <p class={looked.said.kind === 'warning' ? 'warning' : 'hint'} role="status">
          {looked.said.text[p.lang]}
        </p>
      )}
      {p.query.look === key && looked.choices.length > 0 && (
        <ul class="plain" aria-label={t('查到的地址', 'Addresses found')}>
          {looked.choices.map((address, i) => (
            <li>
              <button
                type="submit"
                class="button secondary small"
                name="do"
                value="look"
                formaction={withQuery(here, { look: key, take: String(i) })}
              >
                {address}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
  return Object.fromEntries([
    ...(code && asked.register
      ? [[code, below(code, t('查登记信息', 'Look up the registration'), asked.register.about)]]
      : []),
    ...(asked.addresses
      ? addresses.map((key) => [key, below(key, t('查地址', 'Look up the address'), asked.addresses?.about)])
      : []),
  ])
}
