// Every pattern with its example; the page of components and the accessibility test read this list.
import { citizen, officer } from './case/example.tsx'
import { example as committee } from './committee/example.tsx'
import { example as countdown } from './countdown/example.tsx'
import { example as documents } from './documents/example.tsx'
import type { Example } from './example.ts'
import { example as figure } from './figure/example.tsx'
import { example as list } from './list/example.tsx'
import { example as live } from './live/example.tsx'
import { example as money } from './money/example.tsx'
import { example as pages } from './pages/example.tsx'
import { example as papers } from './papers/example.tsx'
import { example as rowsForm } from './rows-form/example.tsx'
import { example as sealedBid } from './sealed-bid/example.tsx'
import { example as stepForm } from './step-form/example.tsx'
import { example as takePart } from './take-part/example.tsx'

export const examples: Example[] = [
  pages,
  list,
  citizen,
  officer,
  stepForm,
  rowsForm,
  papers,
  documents,
  money,
  figure,
  countdown,
  live,
  sealedBid,
  takePart,
  committee,
]
