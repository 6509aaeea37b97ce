export const paths = {
  rules: '/desk/supervision-rules',
  public: '/supervision',
  book: '/supervision/rules',
}
