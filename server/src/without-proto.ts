/** No input reaches a prototype by name, in our code or a library's: the accessor is removed from this process (Node's `--disable-proto=delete`). */
Reflect.deleteProperty(Object.prototype, '__proto__');
