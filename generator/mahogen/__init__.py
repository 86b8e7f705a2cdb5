"""mahogen: typed Python bindings for the SOAP API of Magento 1, OpenMage and Maho stores."""
