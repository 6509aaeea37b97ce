import { text } from '../../kernel/platform/index.ts'

export const kinds = {
  commercial: text('经营性用地', 'Commercial land'),
  industrial: text('工业用地', 'Industrial land'),
  mining: text('矿业权', 'Mining right'),
}
