/** Under what a person's draft is kept: for oneself, in another capacity, several at once, or for somebody who stands at one's counter. */
export const draftKey = ({
  itemCode,
  counter,
  capacity,
  batch,
}: {
  itemCode: string
  counter?: boolean
  capacity?: string
  batch?: boolean
}): string => (counter ? `${itemCode}@counter` : `${itemCode}${capacity ? `@${capacity}` : ''}${batch ? SEVERAL : ''}`)
const SEVERAL = '@several'

/** What a key names; none where it is a counter's. */
export function ofDraftKey(key: string): { itemCode: string; capacity: string; batch: boolean } | undefined {
  const batch = key.endsWith(SEVERAL)
  const [itemCode = '', capacity = ''] = (batch ? key.slice(0, -SEVERAL.length) : key).split('@')
  return capacity === 'counter' ? undefined : { itemCode, capacity, batch }
}
