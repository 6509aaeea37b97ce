import { defineRoom, text } from '../../kernel/platform/index.ts'

export default defineRoom({ name: 'supervision', title: text('电子监察', 'E-supervision') })
