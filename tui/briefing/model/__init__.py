"""The values everything speaks in: frozen, slotted, without behaviour beyond their own form."""
