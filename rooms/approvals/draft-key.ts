/** Under what a person's draft is kept: one's own, or one for somebody who stands at one's counter. */
export const draftKey = ({ itemCode, counter }: { itemCode: string; counter?: boolean }): string =>
  counter ? `${itemCode}@counter` : itemCode
