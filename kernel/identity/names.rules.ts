import { z } from 'zod'
import { text } from '../platform/text.ts'

/** As it is kept and looked up: one form of each letter, small. */
export const normalLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase()

/** What looks the same is the same: who has `citizen` has `c1tizen`, too. */
export const skeletonOf = (login: string): string => login.replaceAll('0', 'o').replace(/[1i]/g, 'l')

// One alphabet and Chinese: letters of other alphabets that look like Latin ones, and marks that nobody sees, are in neither.
const LOGIN = /^[a-z0-9\p{Script=Han}][a-z0-9\p{Script=Han}._@-]{1,63}$/u

export const newLogin = z
  .string()
  .max(200)
  .transform(normalLogin)
  .refine((login) => LOGIN.test(login), {
    params: text(
      '登录名用 2–64 个小写字母、数字、汉字，中间可以有 . _ - @。',
      'A log-in name has 2 to 64 letters (a–z), digits or Chinese characters, with . _ - @ inside.',
    ),
  })

const invisible = /\p{Cf}|\p{Cc}|\p{Zl}|\p{Zp}|\p{Mn}{3,}/gu
const mixed = (name: string) => /\p{Script=Latin}/u.test(name) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(name)

/** A person's or a body's name: what cannot be seen is dropped, letters that pretend to be others are refused. */
export const nameOf = (most: number) =>
  z
    .string()
    .max(400)
    .transform((name) => name.normalize('NFC').replace(invisible, '').replace(/\s+/gu, ' ').trim())
    .refine((name) => /\p{L}/u.test(name) && [...name].length <= most && !mixed(name), {
      params: text(
        `请填写姓名（${most} 个字以内，不要混用看起来一样的外文字母）。`,
        `Please enter the name (up to ${most} characters, without letters of another alphabet that look alike).`,
      ),
    })

export const residentId = z
  .string()
  .transform((id) => id.normalize('NFKC').trim().toUpperCase())
  .refine((id) => id === '' || /^\d{17}[\dX]$/.test(id), {
    params: text(
      '身份证号是 18 位：17 位数字加一位数字或 X。',
      'A resident ID has 18 characters: 17 digits and a digit or X.',
    ),
  })

export const phone = z
  .string()
  .transform((number) => number.normalize('NFKC').trim())
  .refine((number) => number === '' || /^\+?[0-9][0-9 ()-]{4,20}$/.test(number), {
    params: text('手机号只含数字、空格和 + - ( )。', 'A phone number has digits, spaces and + - ( ) only.'),
  })
