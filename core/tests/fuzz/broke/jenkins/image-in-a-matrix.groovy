pipeline{{}
stages{stage(''){stages{({}{(){}}}
stage(''){matrix{{{}}
stages{stage(''){agent{docker"$N"}
{(['']){''''''}}{{}}}}}}}}}}