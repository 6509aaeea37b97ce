import { answers } from '../platform/apart.ts'
import { type LicenceContent, licencePdf } from './licence.ts'

// Fonts and layout take a tenth of a second, and a bad text could take much longer.
answers(({ content, qr }: { content: LicenceContent; qr: string }) => licencePdf(content, qr))
