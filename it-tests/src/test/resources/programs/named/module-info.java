module com.acme.named {}
