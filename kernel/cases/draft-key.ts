/** Under what a person's draft is kept: for oneself, in another capacity, or for somebody who stands at one's counter. */
export const draftKey = ({
  itemCode,
  counter,
  capacity,
}: {
  itemCode: string
  counter?: boolean
  capacity?: string
}): string => (counter ? `${itemCode}@counter` : capacity ? `${itemCode}@${capacity}` : itemCode)

/** What a key names; none where it is a counter's. */
export function ofDraftKey(key: string): { itemCode: string; capacity: string } | undefined {
  const [itemCode = '', capacity = ''] = key.split('@')
  return capacity === 'counter' ? undefined : { itemCode, capacity }
}
