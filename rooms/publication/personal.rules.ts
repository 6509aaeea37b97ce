/** What tells who somebody is: an identity number is never published; a telephone or mail address of a person only of an office. */
export const identityIn = (said: string): boolean =>
  /(?<!\d)[1-8]\d{5}(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/.test(
    said.replace(/[ -]/g, ''),
  )
export const reachIn = (said: string): boolean =>
  /(?<!\d)1[3-9]\d{9}(?!\d)/.test(said.replace(/[ -]/g, '')) || /[\w.+-]+@[\w-]+\.\w+/.test(said)
