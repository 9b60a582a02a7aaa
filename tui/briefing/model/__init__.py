"""The values everything speaks in: frozen, slotted, without behaviour beyond their own form.

`to_dict` of a value is its public form: the fields that the command line writes as JSON.
"""
