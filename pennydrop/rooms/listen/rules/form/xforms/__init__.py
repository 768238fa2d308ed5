"""ODK XForms (XML) as a form: turned into the rows of an XLSForm, which are then read as usual."""

from pennydrop.rooms.listen.rules.form.xforms.reading import NoXForm, read_xform

__all__ = ["NoXForm", "read_xform"]
