"""The composer's tabs: one for each channel and language in which a campaign speaks.

Every tab is a draft of its own beside the campaign (act/campaigns/natives). Whoever changes tabs keeps what stands in
the form, so nothing that was written is lost. The audience belongs to the campaign, and stands in its first tab.
"""
