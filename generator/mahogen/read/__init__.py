"""Bytes to documents: strict readers of WSDL, api.xml and notes."""
