#import <Foundation/Foundation.h>
NSString *plain = @"cluster_shared_01"; // ! hardcoded-cluster
NSString *adjacent = @"cluster_" @"shared_01"; // ! hardcoded-cluster
NSString *half = @"cluster_" "shared_02"; // ! hardcoded-cluster
@implementation Router
static PGconn *shared; // ! static-client
+ (PGconn *)connection {
  static PGconn *once; // ! static-client
  NSString *formatted = [NSString stringWithFormat:@"cluster_%@_%@", @"shared", @"01"]; // ! hardcoded-cluster
  NSString *appended = [@"cluster_" stringByAppendingString:@"shared_01"]; // ! hardcoded-cluster
  NSString *joined = [@[@"cluster", @"shared", @"01"] componentsJoinedByString:@"_"]; // ! hardcoded-cluster
  NSString *lowered = [@"CLUSTER_SHARED_01" lowercaseString]; // ! hardcoded-cluster
  return PQconnectdb(""); // ! direct-connection
}
@end
