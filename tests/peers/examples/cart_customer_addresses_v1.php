<?php
$proxy = new SoapClient('https://mahohost/api/soap/?wsdl');
$sessionId = $proxy->login('apiUser', 'apiKey');

$shoppingCartId = $proxy->call($sessionId, 'cart.create', ['maho_store']);

$arrAddresses = [
    [
        'mode' => 'shipping',
        'firstname' => 'testFirstname',
        'lastname' => 'testLastname',
        'company' => 'testCompany',
        'street' => 'testStreet',
        'city' => 'testCity',
        'region' => 'testRegion',
        'postcode' => 'testPostcode',
        'country_id' => 'id',
        'telephone' => '0123456789',
        'fax' => '0123456789',
        'is_default_shipping' => 0,
        'is_default_billing' => 0
    ],
    [
        'mode' => 'billing',
        'address_id' => 'customer_address_id'
    ]
];

$resultCustomerAddresses = $proxy->call(
    $sessionId,
    'cart_customer.addresses',
    [
        $shoppingCartId,
        $arrAddresses
    ]
);
