import { answers } from '../platform/apart.ts'
import { volumePdf } from './volume-pdf.ts'

// Off the thread that serves requests, and with a memory of its own: a volume of many pictures takes seconds.
answers(volumePdf)
