import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

let font: Buffer | undefined
/** The one typeface of everything that is printed: Noto Sans SC, read once. */
export const printFont = (): Buffer =>
  (font ??= readFileSync(
    createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  ))
