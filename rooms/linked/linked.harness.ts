// For tests: a building permit that a town reviews first and the city's planning bureau decides.
export const RURAL = '350212-01-0201'
export const ABOVE = '350200-01-0021'
export const TOWN = '350212-s3'
export const PLANNING = '350200-guihua'
export const FORM = {
  applicant: '洪春生',
  applicantId: '11010519491231002X',
  village: '同安区新民镇禾山村',
  area: 120,
  storeys: 2,
  phone: '0592-1234567',
}
