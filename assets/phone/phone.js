// LINE's messages, drawn as a phone shows them. One renderer: the composer's preview and the lab's phones use this file.
//
//   draw(element, messages, {onTap, dark, language, account, coupons, names})
//     messages: LINE's native message objects, or entries {message, from: "account" | "me" | "note", at, isRead, isEdited,
//     isUnsent, isSending} around them. account: {name, picture}. coupons: {couponId: {title, image, description, until}}.
//     names: {userId: name}, for mentions. isLive: false where nobody is to be told of each drawing. dark: true, false, or nothing for what the system says.
//   drawMenu(element, richMenu, {onTap, image, dark, language, isOpen, menus, marks}) -> {open(), close()}
//     richMenu as LINE has it; image: the address of its picture; menus: {aliasId: {menu, image}}, to change tabs by itself;
//     marks: [text on each area].
//   frame(element, {title, dark, language}) -> {screen, chat, foot}: an empty phone to draw in.
//   onTap(action, {message, index}): see taps.js. Nothing a message holds can throw, run or be read as HTML.
export { draw } from "./chat.js";
export { drawMenu } from "./menu.js";
export { frame } from "./frame.js";
