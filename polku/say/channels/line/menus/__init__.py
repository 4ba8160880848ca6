"""Rich menus: the picture below the chat, with areas that do something.

LINE never changes a menu: another picture or area is another menu. So what is *wanted* stands here, and what is *live*
follows: made, its picture given, everything that showed the old one led to it, and only then the old one removed.
"""
