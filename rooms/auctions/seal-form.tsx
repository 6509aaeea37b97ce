import type { ComponentChildren } from 'preact'
import type { Output, PageContext } from '../../kernel/platform/index.ts'
import type { contract as envelope } from '../../trade/envelope/index.ts'
import { Field } from '../../web/ui/index.ts'

type Box = Output<typeof envelope.view>

/** An amount typed twice, said in capitals, and sealed in this browser (web/islands/seal-amount.ts); shown only where scripts run. */
export function SealForm({
  p,
  of,
  number,
  box,
  mine,
  label,
  again,
  facts = {},
  children,
}: {
  p: PageContext
  of: 'bid' | 'reserve'
  number: string
  box: Box
  mine: NonNullable<Box['mine']>
  label: string
  again: string
  /** What the island has to know besides, as `data-` attributes. */
  facts?: Record<`data-${string}`, string | number | undefined>
  /** Between the amount and its repetition. */
  children?: ComponentChildren
}) {
  const attributes = { inputmode: 'decimal', autocomplete: 'off' } as const
  return (
    <form
      class="form"
      data-seal={of}
      hidden
      data-number={number}
      data-terms={JSON.stringify(box.terms)}
      data-bidder={mine.bidder}
      data-version={mine.next}
      data-csrf={p.csrf}
      {...facts}
    >
      <Field name="amount" label={label} required attributes={attributes} />
      <p class="capitals" lang="zh" data-capitals aria-live="polite" />
      {children}
      <Field name="again" label={again} required attributes={attributes} />
      <button class="button" type="submit">
        {p.t('在本机密封并递交', 'Seal it here and submit')}
      </button>
      <p data-say role="status" aria-live="polite" />
    </form>
  )
}
