import { text } from '../../kernel/platform/index.ts'

export const sizes = {
  large: text('大型企业', 'Large'),
  medium: text('中型企业', 'Medium'),
  small: text('小型企业', 'Small'),
  micro: text('微型企业', 'Micro'),
}
export const portal = '/suppliers'
